//! How wide the columns of a table are.

use super::super::line::Breaker;
use super::super::shape::Shaped;
use crate::engine::document::Column;

/// What a column needs: the width of its longest line, and that of its longest word.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    widest: f32,
    word: f32,
}

/// Divides `width` among the columns: by their shares where they are all given; otherwise each gets its longest word
/// and the rest goes to those whose text is longest.
pub(super) fn widths(
    columns: &[Column],
    cells: &[Vec<std::rc::Rc<Shaped>>],
    padding: f32,
    width: f32,
) -> Vec<f32> {
    if let Some(shares) = shares(columns) {
        let sum: f32 = shares.iter().sum();
        return shares.iter().map(|share| width * share / sum).collect();
    }
    let mut needs = vec![Need::default(); columns.len()];
    for row in cells {
        for (need, cell) in needs.iter_mut().zip(row) {
            let (widest, word) = Breaker::new(cell).extremes();
            need.widest = need.widest.max(widest + padding);
            need.word = need.word.max(word + padding);
        }
    }
    divide(&needs, width)
}

fn shares(columns: &[Column]) -> Option<Vec<f32>> {
    columns
        .iter()
        .map(|column| column.share.filter(|share| share.is_finite() && *share > 0.0))
        .collect()
}

fn divide(needs: &[Need], width: f32) -> Vec<f32> {
    let even = width / needs.len() as f32;
    // A very long word (a hash, a name without spaces) must not squeeze the others.
    let least: Vec<f32> = needs.iter().map(|need| need.word.min(even.max(width * 0.45))).collect();
    let floor: f32 = least.iter().sum();
    if floor >= width {
        return least.iter().map(|least| width * least / floor).collect();
    }
    let want: f32 =
        needs.iter().zip(&least).map(|(need, least)| (need.widest - least).max(0.0)).sum();
    let spare = width - floor;
    if want <= 0.0 {
        return least.iter().map(|least| least + spare / needs.len() as f32).collect();
    }
    needs
        .iter()
        .zip(&least)
        .map(|(need, least)| least + spare * (need.widest - least).max(0.0) / want)
        .collect()
}

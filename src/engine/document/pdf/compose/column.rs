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
    // A very long word (a hash, a name without spaces) is broken rather than let it squeeze the others.
    let longest = (width / needs.len() as f32).max(width * 0.4);
    let mut widths: Vec<f32> = needs.iter().map(|need| need.word.min(longest)).collect();
    let floor: f32 = widths.iter().sum();
    if floor >= width {
        return widths.iter().map(|least| width * least / floor).collect();
    }
    let flowing = |need: &Need| if need.word > longest { 0.0 } else { need.widest };
    grow(&mut widths, needs, width, flowing);
    grow(&mut widths, needs, width, |need| need.widest);
    let even = (width - widths.iter().sum::<f32>()).max(0.0) / widths.len() as f32;
    widths.iter().map(|filled| filled + even).collect()
}

/// Gives what is left to the columns in proportion to what they still want, and no more than that.
fn grow(widths: &mut [f32], needs: &[Need], width: f32, wanted: impl Fn(&Need) -> f32) {
    let spare = (width - widths.iter().sum::<f32>()).max(0.0);
    let wants: Vec<f32> =
        needs.iter().zip(&*widths).map(|(need, has)| (wanted(need) - has).max(0.0)).collect();
    let sum: f32 = wants.iter().sum();
    if sum > 0.0 {
        for (has, want) in widths.iter_mut().zip(wants) {
            *has += want * (spare / sum).min(1.0);
        }
    }
}

//! The outline (bookmarks) from the headings.

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

use crate::engine::document::pdf::paginate::{Page, What};
use crate::engine::document::pdf::strip::{Composed, Heading};
use crate::engine::document::pdf::style::LEFT;

/// One node a heading, nested by level.
pub(super) fn build(composed: &Composed, pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for (heading, place) in headings(composed, pages) {
        close(&mut open, heading.level, &mut outline);
        open.push((heading.level, OutlineNode::new(heading.text.clone(), place).with_open(true)));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Ends the nodes that are not above `level`.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}

fn headings<'a>(
    composed: &'a Composed,
    pages: &'a [Page],
) -> impl Iterator<Item = (&'a Heading, XyzDestination)> {
    pages.iter().enumerate().flat_map(move |(number, page)| {
        page.items.iter().filter_map(move |item| {
            let What::Strip(index) = item.what else { return None };
            let heading = composed.strips[index].heading?;
            let place = XyzDestination::new(number, Point::from_xy(LEFT, (item.y - 8.0).max(0.0)));
            Some((&composed.headings[heading], place))
        })
    })
}

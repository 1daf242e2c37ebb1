//! Tables, and labels with their values.

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag};

use super::text::Setter;
use super::{Composer, column};
use crate::engine::document::pdf::line::{Breaker, Line};
use crate::engine::document::pdf::shape::Shaped;
use crate::engine::document::pdf::strip::{Backdrop, Mark, Measure, Owner, Strip};
use crate::engine::document::pdf::structure::{NodeId, Tree};
use crate::engine::document::pdf::style::{
    BOTTOM, CELL, CELL_HEAD, HAIRLINE, HEAD_FILL, LABEL, STRONG_LINE, TOP,
};
use crate::engine::document::{Align, Pair, Table};

/// Above and below the text of a cell, and at its sides.
const AIR: f32 = 4.5;
const SIDE: f32 = 6.0;
const LABEL_SHARE: f32 = 0.34;
/// A row taller than this may be split between pages.
const TALLEST: f32 = (BOTTOM - TOP) * 0.5;

/// A cell laid out in its column.
struct Cell {
    shaped: Rc<Shaped>,
    lines: Vec<Line>,
    measure: Measure,
    align: Align,
    node: Owner,
}

impl Composer {
    pub(super) fn pairs(&mut self, pairs: &[Pair], measure: Measure, parent: Owner) {
        if pairs.is_empty() {
            return;
        }
        let table = self.group(parent, Tag::Table);
        let body = self.group(Some(table), Tag::TBody);
        self.space(6.0);
        let first = self.out.strips.len();
        self.strip(0.7, vec![line(measure, 0.0, HAIRLINE)]).keep = true;
        for pair in pairs {
            let row = self.group(Some(body), Tag::TR);
            let label = self.group(Some(row), Tag::TH(TableHeaderScope::Row));
            let value = self.group(Some(row), Tag::TD);
            let label_width = measure.width * LABEL_SHARE;
            let cells = vec![
                cell(
                    self.shape_or_dash(&pair.label, LABEL),
                    measure.x,
                    label_width,
                    Align::Start,
                    Some(label),
                ),
                cell(
                    self.shape_or_dash(&pair.value, CELL),
                    measure.x + label_width,
                    measure.width - label_width,
                    Align::Start,
                    Some(value),
                ),
            ];
            self.row(&cells, measure, None);
        }
        self.hold_ends(first);
        self.space(10.0);
    }

    pub(super) fn table(&mut self, table: &Table, measure: Measure, parent: Owner) {
        if table.columns.is_empty() {
            return;
        }
        let node = self.group(parent, Tag::Table);
        let heads: Vec<_> = table
            .columns
            .iter()
            .map(|column| self.shape_or_dash(&column.title, CELL_HEAD))
            .collect();
        let mut shaped = vec![heads];
        for row in &table.rows {
            let at = |index: usize| row.get(index).map_or(&[][..], Vec::as_slice);
            shaped.push(
                (0..table.columns.len()).map(|index| self.shape_or_dash(at(index), CELL)).collect(),
            );
        }
        let widths = column::widths(&table.columns, &shaped, 2.0 * SIDE, measure.width);
        self.space(8.0);
        let first = self.out.strips.len();
        let repeat = self.head(&shaped[0], table, &widths, measure, node);
        let body = self.group(Some(node), Tag::TBody);
        for row in &shaped[1..] {
            let group = self.group(Some(body), Tag::TR);
            let owners: Vec<Owner> =
                row.iter().map(|_| Some(self.group(Some(group), Tag::TD))).collect();
            let cells = cells(row, table, &widths, measure, &owners);
            self.row(&cells, measure, Some(repeat));
        }
        self.hold_ends(first);
        self.space(12.0);
    }

    /// The header row, and its twin to draw again on the next pages.
    fn head(
        &mut self,
        heads: &[Rc<Shaped>],
        table: &Table,
        widths: &[f32],
        measure: Measure,
        node: NodeId,
    ) -> usize {
        let group = self.group(Some(node), Tag::THead);
        let row = self.group(Some(group), Tag::TR);
        let column = TableHeaderScope::Column;
        let owners: Vec<Owner> =
            heads.iter().map(|_| Some(self.group(Some(row), Tag::TH(column)))).collect();
        let fill = Backdrop { x: measure.x, width: measure.width, ink: HEAD_FILL, over_gap: false };
        let (height, drawn) =
            whole(&cells(heads, table, widths, measure, &owners), &mut self.out.tree);
        let mut twin = whole(
            &cells(heads, table, widths, measure, &vec![None; heads.len()]),
            &mut self.out.tree,
        )
        .1;
        let mut drawn = drawn;
        drawn.push(line(measure, height, STRONG_LINE));
        twin.push(line(measure, height, STRONG_LINE));
        let strip = self.strip(height + 0.7, drawn);
        strip.backdrops.push(fill);
        strip.keep = true;
        let backdrops = strip.backdrops.clone();
        self.out.repeats.push(Strip {
            height: height + 0.7,
            marks: twin,
            backdrops,
            ..Strip::default()
        });
        self.out.repeats.len() - 1
    }

    /// A row: one strip, or one a line when it is very tall.
    fn row(&mut self, cells: &[Cell], measure: Measure, repeat: Option<usize>) {
        let (height, mut drawn) = whole(cells, &mut self.out.tree);
        if height <= TALLEST {
            drawn.push(line(measure, height, HAIRLINE));
            self.strip(height + 0.7, drawn).repeat = repeat;
            return;
        }
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let step = leading(cells);
        let mut slices: Vec<Vec<Mark>> = (0..count).map(|_| Vec::new()).collect();
        for mark in drawn {
            let top = match &mark {
                Mark::Text { shaped, y, .. } => *y - shaped.baseline,
                Mark::Area { y, .. } => *y,
                _ => AIR,
            };
            // Lines are all as tall, so the slice follows from the position.
            let index = (((top - AIR) / step).round().max(0.0) as usize).min(count - 1);
            slices[index].push(raise(mark, step * index as f32));
        }
        for (index, mut slice) in slices.into_iter().enumerate() {
            let bottom = if index + 1 == count { AIR } else { 0.0 };
            for mark in &mut slice {
                lower(mark, if index == 0 { 0.0 } else { -AIR });
            }
            let top = if index == 0 { AIR } else { 0.0 };
            let height = top + step + bottom;
            if index + 1 == count {
                slice.push(line(measure, height, HAIRLINE));
            }
            let strip = self.strip(height + if index + 1 == count { 0.7 } else { 0.0 }, slice);
            strip.repeat = repeat;
        }
    }

    /// The first row stays with what opens the table, the last one with the row before it.
    fn hold_ends(&mut self, first: usize) {
        let count = self.out.strips.len();
        if count >= first + 4 {
            self.out.strips[count - 2].keep = true;
        }
    }
}

fn cells(
    row: &[Rc<Shaped>],
    table: &Table,
    widths: &[f32],
    measure: Measure,
    owners: &[Owner],
) -> Vec<Cell> {
    let mut x = measure.x;
    let mut cells = Vec::with_capacity(row.len());
    for (index, shaped) in row.iter().enumerate() {
        cells.push(cell(
            Rc::clone(shaped),
            x,
            widths[index],
            table.columns[index].align,
            owners[index],
        ));
        x += widths[index];
    }
    cells
}

fn cell(shaped: Rc<Shaped>, x: f32, width: f32, align: Align, node: Owner) -> Cell {
    let measure = Measure { x: x + SIDE, width: (width - 2.0 * SIDE).max(8.0) };
    let lines = Breaker::new(&shaped).lines(measure.width);
    Cell { shaped, lines, measure, align, node }
}

fn leading(cells: &[Cell]) -> f32 {
    cells.iter().map(|cell| cell.shaped.leading).fold(0.0, f32::max)
}

/// The height of a row and its marks.
fn whole(cells: &[Cell], tree: &mut Tree) -> (f32, Vec<Mark>) {
    let step = leading(cells);
    let mut drawn = Vec::new();
    let mut tallest = 1;
    for cell in cells {
        let mut y = AIR;
        let mut setter = Setter::new(&cell.shaped, cell.node);
        for line in &cell.lines {
            let spare = (cell.measure.width - line.width).max(0.0);
            let shift = match cell.align {
                Align::Start => 0.0,
                Align::Center => spare / 2.0,
                Align::End => spare,
            };
            drawn.extend(setter.line(line, (cell.measure.x + shift, y), tree));
            y += step;
        }
        tallest = tallest.max(cell.lines.len());
    }
    (2.0 * AIR + step * tallest as f32, drawn)
}

fn line(measure: Measure, y: f32, ink: crate::engine::document::pdf::style::Ink) -> Mark {
    Mark::Fill { x: measure.x, y, width: measure.width, height: 0.7, ink }
}

fn raise(mut mark: Mark, by: f32) -> Mark {
    lower(&mut mark, -by);
    mark
}

fn lower(mark: &mut Mark, by: f32) {
    if let Mark::Text { y, .. } | Mark::Area { y, .. } = mark {
        *y += by;
    }
}

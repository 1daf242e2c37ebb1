//! Pages onto krilla surfaces.

mod furniture;
mod mark;
mod outline;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::Size;
use krilla::image::Image;
use krilla::page::PageSettings;

use super::face::Faces;
use super::paginate::{Item, Page, What};
use super::strip::{Composed, Strip};
use super::style::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::engine::document::{Document, DocumentError};
use mark::{Area, Brush};

/// Draws all pages, then hands krilla the structure tree and the outline.
pub(super) fn paint(
    pdf: &mut krilla::Document,
    document: &Document,
    composed: Composed,
    pages: &[Page],
) -> Result<(), DocumentError> {
    let faces = Faces::get()?;
    let crest = crest(document)?;
    let mut identifiers = composed.tree.identifiers();
    for (index, page) in pages.iter().enumerate() {
        let size = Size::from_wh(PAGE_WIDTH, PAGE_HEIGHT)
            .ok_or_else(|| DocumentError::Standard("A4".to_owned()))?;
        let mut sheet = pdf.start_page_with(PageSettings::new(size));
        let mut surface = sheet.surface();
        let brush = Brush {
            surface: &mut surface,
            faces,
            crest: crest.as_ref(),
            identifiers: &mut identifiers,
            areas: Vec::new(),
        };
        let areas = body(brush, page, &composed);
        furniture::draw(&mut surface, document, faces, (index + 1, pages.len()));
        surface.finish();
        for area in areas {
            let leaf = area.leaf;
            identifiers.set(leaf, sheet.add_tagged_annotation(link(area)));
        }
    }
    pdf.set_outline(outline::build(&composed, pages));
    pdf.set_tag_tree(composed.tree.build(&identifiers, &document.language));
    Ok(())
}

fn crest(document: &Document) -> Result<Option<Image>, DocumentError> {
    let Some(crest) = document.letterhead.as_ref().and_then(|letterhead| letterhead.crest.as_ref())
    else {
        return Ok(None);
    };
    Image::from_png(crest.png.clone().into(), false).map(Some).map_err(|_| DocumentError::Crest)
}

fn body(mut brush: Brush, page: &Page, composed: &Composed) -> Vec<Area> {
    for item in &page.items {
        brush.backdrops(strip_of(item, composed), item);
    }
    for item in &page.items {
        brush.strip(strip_of(item, composed), item);
    }
    brush.areas
}

fn link(area: Area) -> Annotation {
    let target = Target::Action(Action::Link(LinkAction::new(area.url)));
    Annotation::new_link(LinkAnnotation::new(area.rect, target), Some(area.alt))
}

fn strip_of<'a>(item: &Item, composed: &'a Composed) -> &'a Strip {
    match item.what {
        What::Strip(index) => &composed.strips[index],
        What::Repeat(index) => &composed.repeats[index],
    }
}

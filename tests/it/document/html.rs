//! The preview.

use sportello::engine::document::{Block, Inline, html};

use super::sample;

#[test]
fn every_block() {
    let page = html::write(&sample::everything());
    // One element a line, and without the drawing of the code.
    let drawn = regex::Regex::new(r#" d="[^"]*""#)
        .unwrap()
        .replace_all(&page, " d=\"…\"")
        .replace("><", ">\n<");
    insta::assert_snapshot!(drawn);
}

#[test]
fn nothing_is_markup() {
    let hostile = r#"<script>alert("1")</script> & 'x' "y""#;
    let link = Inline::Link {
        url: format!("https://example.it/{hostile}"),
        content: sample::text(hostile),
    };
    let page = html::write(&sample::of(vec![
        Block::paragraph(hostile),
        Block::Paragraph { content: vec![link] },
    ]));
    assert!(!page.contains("<script"));
    assert!(!page.contains("<a "), "an address with spaces is not one");
    assert_eq!(
        page.matches(
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; &quot;y&quot;"
        )
        .count(),
        2
    );
}

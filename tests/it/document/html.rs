//! The preview.

use sportello::engine::document::{Block, Inline, html};

use super::{sample, tool};

#[test]
fn every_block() {
    let page = html::write(&sample::everything());
    let drawn = tool::readable(&page);
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

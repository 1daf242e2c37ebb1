use sportello::platform::asset::{Assets, Coding, PREFIX};

#[test]
fn a_name_with_its_digest_is_kept_for_ever_and_the_plain_one_is_not() {
    let assets = Assets::load(false);
    let address = assets.address("app.css").unwrap();
    let hashed = address.strip_prefix(PREFIX).unwrap();
    let found = assets.find(hashed).unwrap();
    assert!(found.immutable);
    assert!(hashed.contains(&found.asset.digest));
    assert_eq!(found.asset.mime, "text/css; charset=utf-8");
    assert!(!assets.find("app.css").unwrap().immutable);
    for path in
        ["app.0123456789abcdef.css", "nothing.css", "../Cargo.toml", "", "build/package.json"]
    {
        assert!(assets.find(path).is_none(), "{path}");
    }
    assert!(assets.address("nothing.css").is_none());
}

#[test]
fn style_sheets_name_fonts_by_their_digest() {
    let assets = Assets::load(false);
    let css = assets.find("fonts.css").unwrap().asset.bytes();
    let css = std::str::from_utf8(&css).unwrap();
    let mut seen = 0;
    for reference in css.split("url(\"").skip(1) {
        let target = reference.split('"').next().unwrap();
        let found = assets.find(target.strip_prefix(PREFIX).unwrap()).unwrap();
        assert!(found.immutable, "{target}");
        seen += 1;
    }
    assert!(seen > 3, "{css}");
}

#[test]
fn text_is_compressed_and_comes_back_pictures_are_not() {
    use std::io::Read as _;
    let assets = Assets::load(false);
    let css = assets.find("app.css").unwrap().asset;
    let gzip = css.encoded(Coding::Gzip).unwrap();
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut plain).unwrap();
    assert!(plain == css.bytes());
    let brotli = css.encoded(Coding::Brotli).unwrap();
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &brotli[..], &mut plain).unwrap();
    assert!(plain == css.bytes());
    assert!(brotli.len() < css.bytes().len() / 2);
    let font = assets.paths().into_iter().find(|path| path.ends_with(".woff2")).unwrap();
    assert!(assets.find(&font).unwrap().asset.encoded(Coding::Brotli).is_none());
}

#[test]
fn the_browser_says_what_it_takes() {
    for (header, coding) in [
        ("gzip, deflate, br", Some(Coding::Brotli)),
        ("gzip", Some(Coding::Gzip)),
        ("br;q=0, gzip;q=0.5", Some(Coding::Gzip)),
        ("BR", Some(Coding::Brotli)),
        ("identity", None),
        ("", None),
        ("gzip;q=0", None),
    ] {
        assert_eq!(Coding::accepted(header), coding, "{header}");
    }
}

use sportello::platform::i18n::{TextError, Texts};

#[test]
fn a_text_in_each_language_and_italian_where_there_is_none() {
    let texts = Texts::load().unwrap();
    assert!(texts.languages().any(|language| language == "it"));
    let italian = texts.say("it", "home", &[]).unwrap();
    assert!(!italian.is_empty());
    assert_eq!(texts.say("xx", "home", &[]).unwrap(), italian);
    assert_eq!(texts.language("xx"), "it");
    assert!(matches!(texts.say("it", "no-such-text", &[]), Err(TextError::Unknown(_))));
}

#[test]
fn a_missing_argument_is_an_error_and_not_a_hole() {
    let texts = Texts::load().unwrap();
    assert!(texts.say("it", "list-full", &[("max", "3")]).unwrap().contains('3'));
    let error = texts.say("it", "list-full", &[]).unwrap_err();
    assert!(matches!(error, TextError::Format(..)), "{error}");
}

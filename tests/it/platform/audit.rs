use proptest::prelude::*;
use serde_json::{Value, json};
use sportello::platform::audit::{Break, GENESIS, Link, canonical, link, verify};

fn chain(length: i64) -> Vec<Link> {
    let mut previous = GENESIS.to_owned();
    (1..=length)
        .map(|seq| {
            let fields = json!({ "seq": seq, "what": format!("entry {seq}") });
            let hash = link(&previous, &fields);
            Link { seq, fields, previous: std::mem::replace(&mut previous, hash.clone()), hash }
        })
        .collect()
}

#[test]
fn an_untouched_chain_holds_and_gives_its_last_hash() {
    let links = chain(5);
    let last = links[4].hash.clone();
    assert_eq!(verify(links), Ok(last));
    assert_eq!(verify([]), Ok(GENESIS.to_owned()));
}

#[test]
fn the_order_of_members_is_no_change_and_that_of_items_is() {
    let text = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let one = text(r#"{"b": {"z": 1, "a": 2}, "a": [1, 2]}"#);
    let same = text(r#"{"a": [1, 2], "b": {"a": 2, "z": 1}}"#);
    let other = text(r#"{"a": [2, 1], "b": {"a": 2, "z": 1}}"#);
    assert_eq!(canonical(&one).to_string(), r#"{"a":[1,2],"b":{"a":2,"z":1}}"#);
    assert_eq!(link(GENESIS, &one), link(GENESIS, &same));
    assert_ne!(link(GENESIS, &one), link(GENESIS, &other));
}

#[test]
fn the_first_link_is_a_known_one() {
    // printf '["%064d",{"a":1}]' 0 | sha256sum
    assert_eq!(
        link(GENESIS, &json!({ "a": 1 })),
        "732841f5f6dcc1f5633c42ed491fee12cb90373834c0f9ea5d6fb62d30dc6c18"
    );
}

proptest! {
    #[test]
    fn every_kind_of_tampering_is_found(at in 0_usize..6, kind in 0_u8..6) {
        let mut links = chain(6);
        match kind {
            0 => links[at].fields["what"] = json!("another"),
            1 => { links.remove(at.min(4)); }
            2 => links.insert(at, links[at].clone()),
            3 => links.swap(at.min(4), at.min(4) + 1),
            4 => {
                // Rewritten with a hash of its own that is right: the next entry, or its seal, gives it away.
                links[at.min(4)].fields["what"] = json!("another");
                links[at.min(4)].hash = link(&links[at.min(4)].previous, &links[at.min(4)].fields);
            }
            _ => links[at].previous = link("x", &json!(at)),
        }
        prop_assert!(verify(links).is_err());
    }
}

#[test]
fn the_break_is_named() {
    let mut links = chain(3);
    links[1].fields["seq"] = json!(9);
    assert_eq!(verify(links), Err(Break::Changed(2)));
    let mut links = chain(3);
    links.remove(1);
    assert_eq!(verify(links), Err(Break::Gap { expected: 2, found: 3 }));
}

//! Properties: no text and no data make the language panic; evaluation is a function.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use sportello::engine::expression::Expression;

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("2026-02-30")),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::hash_map("[abcl]", inner, 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

const TEXTS: [&str; 12] = [
    "this.a == 'x' && this.b > 2",
    "this.l.exists(r, r.a == 'x' || r.b < 3)",
    "size(this.l.filter(r, given(r.c))) > 1 || this.a in ['x', 'y']",
    "sum(this.l.map(r, r.b)) / this.b",
    "add_days(this.a, this.b) > today",
    "age(this.a) + years(this.b, this.c)",
    "join(this.l, this.a)",
    "cf_matches(this.a, this.b, this.c, this.a)",
    "round(this.a, this.b)",
    "this.l.all(x, x.l.all(y, y.a == x.a))",
    "given(this.l) ? upper(this.a) : this.b",
    "-this.b * number(this.a)",
];

proptest! {
    #[test]
    fn any_text_is_an_expression_or_is_refused(text in ".{0,80}") {
        let _ = Expression::parse(&text);
    }

    #[test]
    fn any_data_evaluates_or_fails_alike(this in json_value(), index in 0..TEXTS.len()) {
        let expression = Expression::parse(TEXTS[index]).unwrap();
        let variables: Map<String, Value> = [("this".to_owned(), this), ("today".to_owned(), json!("2026-03-02"))].into_iter().collect();
        let first = expression.evaluate(&variables);
        prop_assert_eq!(&first, &expression.evaluate(&variables));
        prop_assert_eq!(first == Ok(Value::Bool(true)), expression.holds(&variables).unwrap_or(false));
    }

    #[test]
    fn deep_nesting_is_refused_not_overflowed(depth in 1_usize..900) {
        let _ = Expression::parse(&format!("{}true{}", "(".repeat(depth), ")".repeat(depth)));
        let _ = Expression::parse(&format!("{}true", "!".repeat(depth)));
    }
}

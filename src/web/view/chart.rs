//! Bars drawn on the server: places and sizes for an SVG; the numbers stand in the table beside it.

use serde_json::{Value, json};

/// Size of the drawing, in its own units.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 220;
/// Room for the words below the bars.
const BELOW: i64 = 28;
/// Room for the numbers above the bars.
const ABOVE: i64 = 18;

/// Groups of bars, one group a label, one bar a series; `names` are the series. Bars are as high as their share of the greatest.
pub(in crate::web) fn bars(title: &str, names: &[&str], groups: &[(String, Vec<i64>)]) -> Value {
    let most = groups.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(0).max(1);
    let step = WIDTH / (groups.len() as i64).max(1);
    let gap = (step / 6).max(1);
    let wide = ((step - gap) / (names.len() as i64).max(1)).max(1);
    let floor = HEIGHT - BELOW;
    let mut drawn = Vec::new();
    let mut labels = Vec::new();
    for (index, (label, values)) in (0_i64..).zip(groups) {
        let left = index * step + gap / 2;
        labels.push(json!({ "x": left + (step - gap) / 2, "y": HEIGHT - 8, "text": label }));
        for (series, value) in (0_i64..).zip(values) {
            let high = value * (floor - ABOVE) / most;
            drawn.push(json!({ "series": series, "x": left + series * wide, "y": floor - high,
                "width": (wide - 1).max(1), "height": high, "value": value,
                "text_x": left + series * wide + wide / 2, "text_y": floor - high - 4 }));
        }
    }
    json!({ "title": title, "width": WIDTH, "height": HEIGHT, "floor": floor, "names": names,
        "bars": drawn, "labels": labels })
}

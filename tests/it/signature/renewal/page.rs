//! What people see: the verdict, its history in the officer's case, the report to print.

use chrono::Duration;
use sportello::domain::file::Holder;
use sportello::domain::identity::Role;

use super::authority::Authority;
use super::revocation::{house, receive, work};
use crate::on_both;

on_both! {
    async fn the_officer_sees_every_verdict_and_prints_the_report(db: TestDatabase) {
        let authority = Authority::new();
        let (house, now) = house(db, &authority);
        let case = house.submit_scia().await;
        let file = receive(&house, &Holder::case(&case), authority.sign("listed")).await;
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let path = format!("/ufficio/pratiche/{case}");
        let page = officer.get(&path).await.text();
        assert!(page.contains("stato di revoca non ancora verificato"), "{page}");
        assert!(!page.contains("Verdetti nel tempo"));
        authority.publish(now, now + Duration::days(7));
        house.clock.advance(Duration::minutes(5));
        work(&house).await;
        let page = officer.get(&path).await.text();
        assert!(page.contains("Verdetti nel tempo") && page.contains("verifica ripetuta"), "{page}");
        assert!(page.contains("CRL n. "), "the technical detail");
        let print = format!("{path}/documenti/{}/verifica", file.id);
        assert!(page.contains(&print), "{page}");
        let pdf = officer.get(&print).await;
        assert_eq!(pdf.status, 200);
        assert!(pdf.body.starts_with(b"%PDF-"), "{}", pdf.body.len());
        // Another office may not.
        let other = house.officer("valdoria", "altro", &[("anagrafe", Role::CaseWorker)]).await;
        assert_ne!(other.get(&print).await.status, 200);
    }
}

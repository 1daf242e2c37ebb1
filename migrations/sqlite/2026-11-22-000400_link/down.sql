DROP TABLE case_parcels;
DROP TABLE case_links;

-- GeoDist's PAL is PSE; its YUG, Serbia and Montenegro seen from Belgrade, is SRB. ANT has no economy of today.
WITH dist AS (
    SELECT * REPLACE (
        CASE exporter WHEN 'PAL' THEN 'PSE' WHEN 'YUG' THEN 'SRB' ELSE economy(exporter) END AS exporter,
        CASE importer WHEN 'PAL' THEN 'PSE' WHEN 'YUG' THEN 'SRB' ELSE economy(importer) END AS importer)
    FROM source('cepii-dist/dist.parquet'))
SELECT exporter, importer, distw AS distance_km, distcap AS distance_capitals_km,
       contig = 1 AS contiguity, comlang_off = 1 AS common_language, colony = 1 AS colony
FROM dist
WHERE distw IS NOT NULL AND exporter IN (SELECT code FROM hand('economies.csv')) AND importer IN (SELECT code FROM hand('economies.csv'))

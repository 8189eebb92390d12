-- Names of the sources in ISO 3166: WIOD's and the World Bank's older codes.
CREATE MACRO economy(code) AS CASE code
    WHEN 'RoW' THEN 'ROW' WHEN 'ROM' THEN 'ROU' WHEN 'ZAR' THEN 'COD' WHEN 'TMP' THEN 'TLS' WHEN 'ADO' THEN 'AND'
    WHEN 'WBG' THEN 'PSE' WHEN 'KSV' THEN 'XKX' ELSE code END;
CREATE MACRO source(path) AS TABLE SELECT * FROM read_parquet(getvariable('from') || '/' || path);
CREATE MACRO hand(name) AS TABLE SELECT * FROM query_table('hand_' || replace(name, '.csv', ''));

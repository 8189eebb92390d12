SELECT rcid, short_name AS issue FROM source('un-votes/issues.parquet')

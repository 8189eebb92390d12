SELECT economy(code) AS economy, year, indicator, estimate, std_err, sources, percentile_rank, rank_lower AS rank_low, rank_upper AS rank_high
FROM source('wgi/wgi.parquet')
WHERE estimate IS NOT NULL

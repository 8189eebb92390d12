SELECT economy, data_year, income_group, citation FROM hand('income_groups.csv')

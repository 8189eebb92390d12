SELECT code, position, goods, name_en, name_zh, name_ru FROM hand('sectors.csv')

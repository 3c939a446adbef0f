# Words that every room uses.
and = and

# Days off
workdays-nyarsdagen = New Year's Day
workdays-trettondedag-jul = Epiphany
workdays-langfredagen = Good Friday
workdays-paskdagen = Easter Sunday
workdays-annandag-pask = Easter Monday
workdays-forsta-maj = May Day
workdays-kristi-himmelsfardsdag = Ascension Day
workdays-pingstdagen = Whit Sunday
workdays-annandag-pingst = Whit Monday
workdays-nationaldagen = National Day
workdays-midsommardagen = Midsummer's Day
workdays-alla-helgons-dag = All Saints' Day
workdays-juldagen = Christmas Day
workdays-annandag-jul = Boxing Day
workdays-trettondagsafton = Epiphany Eve
workdays-skartorsdagen = Maundy Thursday
workdays-valborgsmassoafton = Walpurgis Night
workdays-midsommarafton = Midsummer's Eve
workdays-allhelgonaafton = All Saints' Eve
workdays-julafton = Christmas Eve
workdays-nyarsafton = New Year's Eve
workdays-closed = closing day of its own

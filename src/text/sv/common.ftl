# Words that every room uses.
and = och

# Lediga dagar
workdays-nyarsdagen = nyårsdagen
workdays-trettondedag-jul = trettondedag jul
workdays-langfredagen = långfredagen
workdays-paskdagen = påskdagen
workdays-annandag-pask = annandag påsk
workdays-forsta-maj = första maj
workdays-kristi-himmelsfardsdag = Kristi himmelsfärdsdag
workdays-pingstdagen = pingstdagen
workdays-annandag-pingst = annandag pingst
workdays-nationaldagen = nationaldagen
workdays-midsommardagen = midsommardagen
workdays-alla-helgons-dag = alla helgons dag
workdays-juldagen = juldagen
workdays-annandag-jul = annandag jul
workdays-trettondagsafton = trettondagsafton
workdays-skartorsdagen = skärtorsdagen
workdays-valborgsmassoafton = valborgsmässoafton
workdays-midsommarafton = midsommarafton
workdays-allhelgonaafton = allhelgonaafton
workdays-julafton = julafton
workdays-nyarsafton = nyårsafton
workdays-closed = egen stängningsdag

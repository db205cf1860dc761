-- The ten questions of examples/music_store, written by hand. COPY's text format is what `music_store --answers`
-- prints: columns between tabs, \N for NULL, tabs, line breaks and backslashes escaped.
set search_path to music_store_expected;

-- 1: which ten artists earned most?
copy (
  select 1, artist.name, sum(line.unit_price * line.quantity)
  from artist
  join album using (artist_id)
  join track using (album_id)
  join invoice_line line using (track_id)
  group by artist.artist_id
  order by 3 desc, artist.artist_id
  limit 10
) to stdout;

-- 2: what came in from each country?
copy (
  select 2, billing_country, count(*), sum(total)
  from invoice
  group by billing_country
  order by 4 desc, billing_country
) to stdout;

-- 3: and from each country in each year?
copy (
  select 3, extract(year from invoice_date)::int as year, billing_country, count(*), sum(total)
  from invoice
  group by year, billing_country
  order by year, 5 desc, billing_country
) to stdout;

-- 4: who reports to whom?
copy (
  select 4, e.first_name, e.last_name, e.title, boss.first_name, boss.last_name
  from employee e
  left join employee boss on boss.employee_id = e.reports_to
  order by e.employee_id
) to stdout;

-- 5: which tracks were never sold?
copy (
  select 5, track_id, name, composer, unit_price
  from track
  where not exists (select from invoice_line line where line.track_id = track.track_id)
  order by track_id
) to stdout;

-- 6: which three playlists are the longest?
copy (
  select 6, playlist.name, count(*), sum(milliseconds), sum(milliseconds) / 60000
  from playlist
  join playlist_track using (playlist_id)
  join track using (track_id)
  group by playlist_id
  order by sum(milliseconds) desc, playlist_id
  limit 3
) to stdout;

-- 7: who are the ten best customers, and who looks after them?
copy (
  select 7, customer.first_name, customer.last_name, count(*), sum(total), max(invoice_date), rep.last_name
  from customer
  join invoice using (customer_id)
  left join employee rep on rep.employee_id = customer.support_rep_id
  group by customer_id, rep.employee_id
  order by sum(total) desc, customer_id
  limit 10
) to stdout;

-- 8: how many tracks of each genre were sold?
copy (
  select 8, genre.name, count(line.invoice_line_id), sum(quantity), sum(line.unit_price * quantity)
  from genre
  left join track using (genre_id)
  left join invoice_line line using (track_id)
  group by genre_id
  order by 3 desc, genre.name
) to stdout;

-- 9: how long and how expensive is an average track of each media type?
copy (
  select 9, media_type.name, count(*), min(milliseconds), max(milliseconds), avg(milliseconds), avg(unit_price)
  from media_type
  join track using (media_type_id)
  group by media_type_id
  order by count(*) desc, media_type_id
) to stdout;

-- 10: which albums of some genres play longest, without singles and video: places 3 to 7
copy (
  select 10, album.title, artist.name, count(*), sum(milliseconds)
  from album
  join artist using (artist_id)
  join track using (album_id)
  join media_type using (media_type_id)
  join genre using (genre_id)
  where genre.name in ('Rock', 'Metal', 'Classical') and media_type.name not like '%video%'
  group by album_id, artist.artist_id
  having count(*) > 1
  order by sum(milliseconds) desc, album_id
  limit 5 offset 2
) to stdout;

-- The tables of place, hotel, room_type, inventory, hold, hold_room, booking, booking_room, booking_line, idempotency_key.
-- Edit it before it has run anywhere, never after: add a new migration then.

create table "place" (
  "id" integer primary key autoincrement,
  "slug" text not null,
  "name" text not null,
  "kind" text not null,
  "country" text not null,
  "region" text not null,
  "latitude" integer not null,
  "longitude" integer not null,
  "population" integer not null,
  "time_zone" text not null,
  constraint "place_kind_valid" check ("kind" in ('city'))
) strict;

create unique index "place_slug_key" on "place" ("slug");

create index "place_name_idx" on "place" ("name");

create table "hotel" (
  "id" integer primary key autoincrement,
  "slug" text not null,
  "name" text not null,
  "city_id" integer not null,
  "stars" integer not null,
  "rooms" integer not null,
  "latitude" integer not null,
  "longitude" integer not null,
  "currency" text not null,
  "check_in_from" text not null,
  "check_out_until" text not null,
  "tourist_tax" integer not null,
  "amenity_bits" integer not null default 0,
  "version" integer not null default 1,
  constraint "hotel_stars_known_check" check ("stars" between 1 and 5),
  constraint "hotel_city_id_fkey" foreign key ("city_id") references "place" ("id")
) strict;

create unique index "hotel_slug_key" on "hotel" ("slug");

create index "hotel_city_id_name_idx" on "hotel" ("city_id", "name");

create table "room_type" (
  "id" integer primary key autoincrement,
  "hotel_id" integer not null,
  "name" text not null,
  "beds" text not null,
  "size_m2" integer not null,
  "max_adults" integer not null,
  "max_children" integer not null,
  "max_guests" integer not null,
  "total" integer not null,
  constraint "room_type_hotel_id_fkey" foreign key ("hotel_id") references "hotel" ("id") on delete cascade
) strict;

create index "room_type_hotel_id_idx" on "room_type" ("hotel_id");

create table "inventory" (
  "city_id" integer not null,
  "night" integer not null,
  "hotel_id" integer not null,
  "room_type_id" integer not null,
  "total" integer not null,
  "out_of_order" integer not null default 0,
  "overbook" integer not null default 0,
  "sold" integer not null default 0,
  "held" integer not null default 0,
  "stop_sell" integer not null default 0,
  "closed_to_arrival" integer not null default 0,
  "min_stay" integer not null default 1,
  "price" integer not null,
  "max_adults" integer not null,
  "max_guests" integer not null,
  primary key ("city_id", "night", "hotel_id", "room_type_id"),
  constraint "inventory_stop_sell_valid" check ("stop_sell" in (0, 1)),
  constraint "inventory_closed_to_arrival_valid" check ("closed_to_arrival" in (0, 1)),
  constraint "inventory_never_oversold_check" check (("sold" >= 0) and ("held" >= 0) and (("sold" + "held") <= (("total" - "out_of_order") + "overbook"))),
  constraint "inventory_city_id_fkey" foreign key ("city_id") references "place" ("id"),
  constraint "inventory_hotel_id_fkey" foreign key ("hotel_id") references "hotel" ("id") on delete cascade,
  constraint "inventory_room_type_id_fkey" foreign key ("room_type_id") references "room_type" ("id") on delete cascade
) strict, without rowid;

create table "hold" (
  "id" text not null primary key,
  "hotel_id" integer not null,
  "check_in" text not null,
  "check_out" text not null,
  "adults" integer not null,
  "children" text not null,
  "total_amount" integer not null,
  "total_currency" text not null,
  "created_at" text not null,
  "state" text not null,
  "lines" text not null,
  "expires_at" text not null,
  constraint "hold_children_valid" check (json_valid("children")),
  constraint "hold_total_currency_valid" check (length("total_currency") = 3),
  constraint "hold_state_valid" check ("state" in ('active', 'expired', 'released', 'converted')),
  constraint "hold_lines_valid" check (json_valid("lines")),
  constraint "hold_has_nights_check" check ("check_in" < "check_out"),
  constraint "hold_hotel_id_fkey" foreign key ("hotel_id") references "hotel" ("id")
) strict;

create index "hold_state_expires_at_idx" on "hold" ("state", "expires_at");

create index "hold_hotel_id_idx" on "hold" ("hotel_id");

create table "hold_room" (
  "hold_id" text not null,
  "room_type_id" integer not null,
  "quantity" integer not null,
  primary key ("hold_id", "room_type_id"),
  constraint "hold_room_hold_id_fkey" foreign key ("hold_id") references "hold" ("id") on delete cascade,
  constraint "hold_room_room_type_id_fkey" foreign key ("room_type_id") references "room_type" ("id")
) strict, without rowid;

create index "hold_room_room_type_id_idx" on "hold_room" ("room_type_id");

create table "booking" (
  "id" integer primary key autoincrement,
  "ref" text not null,
  "hold_id" text not null,
  "hotel_id" integer not null,
  "check_in" text not null,
  "check_out" text not null,
  "adults" integer not null,
  "children" text not null,
  "total_amount" integer not null,
  "total_currency" text not null,
  "created_at" text not null,
  "state" text not null,
  "cancelled_on" text,
  "guest_name" text not null,
  "guest_email" text not null,
  "manage_token_hash" text not null,
  "version" integer not null default 1,
  constraint "booking_children_valid" check (json_valid("children")),
  constraint "booking_total_currency_valid" check (length("total_currency") = 3),
  constraint "booking_state_valid" check ("state" in ('confirmed', 'cancelled')),
  constraint "booking_has_nights_check" check ("check_in" < "check_out"),
  constraint "booking_hold_id_fkey" foreign key ("hold_id") references "hold" ("id"),
  constraint "booking_hotel_id_fkey" foreign key ("hotel_id") references "hotel" ("id")
) strict;

create unique index "booking_ref_key" on "booking" ("ref");

create unique index "booking_hold_id_key" on "booking" ("hold_id");

create index "booking_hotel_id_check_in_idx" on "booking" ("hotel_id", "check_in");

create table "booking_room" (
  "booking_id" integer not null,
  "room_type_id" integer not null,
  "quantity" integer not null,
  primary key ("booking_id", "room_type_id"),
  constraint "booking_room_booking_id_fkey" foreign key ("booking_id") references "booking" ("id") on delete cascade,
  constraint "booking_room_room_type_id_fkey" foreign key ("room_type_id") references "room_type" ("id")
) strict, without rowid;

create index "booking_room_room_type_id_idx" on "booking_room" ("room_type_id");

create table "booking_line" (
  "id" integer primary key autoincrement,
  "booking_id" integer not null,
  "position" integer not null,
  "kind" text not null,
  "description" text not null,
  "amount_amount" integer not null,
  "amount_currency" text not null,
  constraint "booking_line_kind_valid" check ("kind" in ('night', 'tax')),
  constraint "booking_line_amount_currency_valid" check (length("amount_currency") = 3),
  constraint "booking_line_booking_id_fkey" foreign key ("booking_id") references "booking" ("id") on delete cascade
) strict;

create unique index "booking_line_booking_id_position_key" on "booking_line" ("booking_id", "position");

create table "idempotency_key" (
  "id" text not null primary key,
  "fingerprint" text not null,
  "answer" text,
  "created_at" text not null
) strict;

create index "idempotency_key_created_at_idx" on "idempotency_key" ("created_at");

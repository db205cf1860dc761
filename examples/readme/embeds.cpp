// SPDX-License-Identifier: BSL-1.0
// What docs/changesets.md says of embedded structs; it runs without a database.
#include <recto/recto.hpp>
#include <recto/types/json.hpp>

#include <cstdio>

using namespace recto;

namespace {

int failures = 0;
void expect(bool holds, char const* what) {
  if (holds) return;
  std::printf("%s\n", what);
  ++failures;
}

struct Address {
  std::string street{};
  std::string city{};
};

struct Item {
  boost::uuids::uuid id{};  // a random one is given to it when it is written
  std::string title{};
  std::int32_t count = 1;
  utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() { return timestamps; }  // no table: options only
};

struct Order {
  std::int64_t id{};
  std::string customer{};
  embeds_one<Address> address{};  // address jsonb
  embeds_many<Item> items{};      // items jsonb not null default '[]'

  static consteval auto schema() {
    return table("orders")
         | when_replaced<&Order::address, on_replace::update> | when_replaced<&Order::items, on_replace::delete_>;
  }
};

changeset<Address> cast_address(Address address, params const& given) {
  return cast(std::move(address), given, permit<&Address::street, &Address::city>)
       | validate_required<&Address::city>();
}
changeset<Item> cast_item(Item item, params const& given) {
  return cast(std::move(item), given, permit<&Item::title, &Item::count>) | validate_required<&Item::title>()
       | validate_number<&Item::count>({.greater_than = 0});
}
changeset<Order> cast_order(Order order, params const& given) {
  return cast(std::move(order), given, permit<&Order::customer>) | cast_embed<&Order::address>(cast_address)
       | cast_embed<&Order::items>(cast_item, {.required = true});
}

void form() {
  auto given = params::from_form("customer=Ada&address[street]=Main+St&items[0][title]=Pen&items[1][count]=0");
  auto order = cast_order({}, *given);
  auto errors = errors_on(order);
  expect(errors["address"]["city"] == std::vector<std::string>{"can't be blank"}, "city");
  expect(errors["items"][1]["title"] == std::vector<std::string>{"can't be blank"}, "title");
  expect(errors["items"][1]["count"] == std::vector<std::string>{"must be greater than 0"}, "count");
}

void program() {
  Order order{.id = 1, .address = Address{"Main St", "Rome"}, .items = {{.title = "Pen"}}};
  auto moved = change(order) | put_embed<&Order::address>(Address{"Via", "Bari"})
             | put_embed<&Order::items>({order.items[0], Item{.title = "Ink"}});
  expect(moved.apply().items.size() == 2, "items");
  expect(get_embed<&Order::items>(moved)[1].action() == action::insert, "action");

  constexpr auto to_rome = from<Order> | where(json_text(col<&Order::address>, "city") == "Rome");
  expect(sql_of<decltype(to_rome)>
             == R"(SELECT "id", "customer", "address", "items" FROM "orders" WHERE "address" ->> $1 = $2)",
         sql_of<decltype(to_rome)>.data());
}

}  // namespace

int main() {
  form();
  program();
  return failures;
}

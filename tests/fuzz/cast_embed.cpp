// SPDX-License-Identifier: BSL-1.0
// Any text as form data, as JSON, and as form data whose values are JSON, cast into structs within a struct. Nothing is
// thrown; a changeset is valid if neither it nor one within it has an error; what is not permitted keeps its value; no
// struct has a key that was given to it from outside, and none that is there comes twice.
#include "form_input.hpp"

#include <recto/changeset/changesets.hpp>
#include <recto/schema/definition.hpp>
#include <recto/types/basic.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace {

using namespace recto;
using fuzz::complain;

struct Box {
  std::string street{};
  std::string city{};
  std::string seal = "unbroken";  // not permitted
};

struct Topping {
  std::int64_t id{};
  std::string name{};
  std::int32_t count = 1;
  bool paid{};  // not permitted
};

struct Order {
  std::int64_t id{};
  std::string customer{};
  embeds_one<Box> box{};
  embeds_many<Topping> toppings{};

  static consteval auto schema() {
    return table("orders")
         | when_replaced<&Order::box, on_replace::update> | when_replaced<&Order::toppings, on_replace::delete_>;
  }
};

changeset<Box> cast_box(Box box, params const& given) {
  return cast(std::move(box), given, permit<&Box::street, &Box::city>) | validate_required<&Box::city>();
}

changeset<Topping> cast_topping(Topping topping, params const& given) {
  return cast(std::move(topping), given, permit<&Topping::name, &Topping::count>) | validate_required<&Topping::name>()
       | validate_number<&Topping::count>({.greater_than = 0});
}

void check(Order const& data, params const& given) {
  changeset<Order> const made = cast(data, given, permit<&Order::customer>) | cast_embed<&Order::box>(cast_box)
                              | cast_embed<&Order::toppings>(cast_topping, {.sort_param = "sort", .drop_param = "drop"})
                              | validate_length<&Order::toppings>({.max = 3});
  if (made.valid() != errors_on(made).empty()) complain("valid with errors, or invalid without");
  (void)debug_string(made);
  Order const applied = apply_changes(made);
  if (applied.id != data.id) complain("another key");
  if (applied.box.has_value() && applied.box->seal != "unbroken") complain("a field that is not permitted", "seal");
  int seen[3] = {};
  for (Topping const& one : applied.toppings) {
    bool const is_there = one.id == 1 || one.id == 2;
    if (one.id != 0 && (!is_there || data.toppings.size() == 0)) complain("a key from outside", "id");
    if (is_there && ++seen[one.id] > 1) complain("a struct twice", "id");
    if (one.paid != (one.id == 2)) complain("a field that is not permitted", "paid");
  }
  if (made.valid()) fuzz::check_sent(applied.toppings);
}

Order const ordered = [] {
  Order order{.id = 1, .customer = "Ada"};
  order.box = Box{"Main St", "London", "unbroken"};
  order.toppings = {Topping{1, "nuts", 1, false}, Topping{2, "cream", 2, true}};
  return order;
}();

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return fuzz::check_all(data, size, [](params const& given) {
    check(Order{}, given);
    check(ordered, given);
  });
}

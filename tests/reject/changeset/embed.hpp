// SPDX-License-Identifier: BSL-1.0
// Structs that embed others, for programs that must not compile.
#pragma once

#include <recto/recto.hpp>
#include <recto/types/json.hpp>

#include <string>

struct Address {
  std::string city{};
};
struct Item {
  std::string title{};
};
struct Member {
  std::int64_t id{};
  std::string name{};
  recto::embeds_one<Address> address{};
  recto::embeds_many<Item> items{};
};

inline recto::changeset<Address> cast_address(Address address, recto::params const& given) {
  return recto::cast(std::move(address), given, recto::permit<&Address::city>);
}

// SPDX-License-Identifier: BSL-1.0
// Structs that embed others, for the tests of cast_embed, put_embed and finish_embeds.
#pragma once

#include <recto/changeset/cast.hpp>
#include <recto/changeset/cast_embed.hpp>
#include <recto/changeset/change.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/put_embed.hpp>
#include <recto/changeset/validate.hpp>
#include <recto/changeset/validate_length.hpp>
#include <recto/types/basic.hpp>

#include <cstdint>
#include <string>

namespace recto::test::embeds {

/// With a key of its own.
struct Profile {
  std::int64_t id{};
  std::string name{};
  bool operator==(Profile const&) const = default;
};

/// Without a key.
struct Address {
  std::string street{};
  std::string city{};
  bool operator==(Address const&) const = default;
};

/// With a generated key and timestamps, and with a function of its own that casts it.
struct Item {
  boost::uuids::uuid id{};
  std::string title{};
  std::int32_t count = 1;
  embeds_one<Address> from{};
  utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() { return recto::timestamps; }
  static recto::changeset<Item> changeset(Item item, params const& given);
  bool operator==(Item const&) const = default;
};

struct Author {
  std::int64_t id{};
  std::string name{};
  embeds_one<Profile> profile{};
  embeds_one<Profile> raising{};
  embeds_one<Profile> marking{};
  embeds_one<Profile> updating{};
  embeds_one<Address> home{};
  embeds_many<Profile> friends{};
  embeds_many<Profile> raising_friends{};
  embeds_many<Profile> marking_friends{};
  embeds_many<Address> places{};
  embeds_many<Item> items{};

  static consteval auto schema() {
    using enum on_replace;
    return table("authors")
         | when_replaced<&Author::profile, delete_> | when_replaced<&Author::marking, mark_as_invalid>
         | when_replaced<&Author::updating, update> | when_replaced<&Author::home, delete_>
         | when_replaced<&Author::friends, delete_> | when_replaced<&Author::marking_friends, mark_as_invalid>
         | when_replaced<&Author::places, delete_> | when_replaced<&Author::items, delete_>;
  }
};

inline changeset<Profile> cast_profile(Profile profile, params const& given) {
  return cast(std::move(profile), given, permit<&Profile::id, &Profile::name>) | validate_required<&Profile::name>()
       | validate_length<&Profile::name>({.min = 3});
}
inline changeset<Address> cast_address(Address address, params const& given) {
  return cast(std::move(address), given, permit<&Address::street, &Address::city>)
       | validate_required<&Address::city>();
}
inline changeset<Item> Item::changeset(Item item, params const& given) {
  return cast(std::move(item), given, permit<&Item::title, &Item::count>) | cast_embed<&Item::from>(cast_address)
       | validate_required<&Item::title>();
}

/// An author of whom params are cast.
inline changeset<Author> given(Author author, params const& from) {
  return cast(std::move(author), from, permit<&Author::name>);
}

}  // namespace recto::test::embeds

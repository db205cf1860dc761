// SPDX-License-Identifier: BSL-1.0
#include "changesets.hpp"

#include <recto/changeset/format.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace blog {

namespace {

using namespace recto;

// Stands for argon2id or bcrypt of a library of your choice. This one keeps nobody out.
std::string hash_of(std::string_view password) {
  std::uint64_t hash = 14695981039346656037U;
  for (char const c : password) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return "fnv1a:" + std::to_string(hash);
}

// Any function from changeset to changeset is a stage.
changeset<User> hash_password(changeset<User> user) {
  std::string const* const password = user.get_change<&User::password>();
  if (user.valid() && password != nullptr) user.put<&User::password_hash>(hash_of(*password));
  return user;
}

}  // namespace

// clang-format off: it would put several stages into a line
changeset<User> registration(User user, params const& form) {
  return cast(std::move(user), form,
              permit<&User::username, &User::name, &User::email, &User::age, &User::password>)  // and nothing else
       | validate_required<&User::username, &User::name, &User::email, &User::password>()
       | validate_length<&User::username>({.min = 3, .max = 20})
       | validate_exclusion<&User::username>({"admin", "root"})
       | validate_format<&User::email, R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)">({.message = "must be an e-mail address"})
       | validate_number<&User::age>({.greater_than_or_equal_to = 13, .less_than = 150})
       | validate_length<&User::password>({.min = 12})
       | validate_confirmation<&User::password>({.required = true})
       // Only the database can say whether these are taken. By their names its answers become errors of the fields.
       | unique_constraint<&User::username>()
       | unique_constraint<&User::email>()
       | hash_password;
}

changeset<Post> post_form(Post post, params const& form) {
  return cast(std::move(post), form, permit<&Post::title, &Post::body>)
       | validate_required<&Post::title, &Post::body>()
       | validate_length<&Post::title>({.min = 5, .max = 80})
       | validate_length<&Post::body>({.min = 10})
       | unique_constraint<&Post::title>();
}

}  // namespace blog

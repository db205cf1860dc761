// SPDX-License-Identifier: BSL-1.0
// What may come from outside, and what it must be: from params to changesets. Nothing here knows the database.
#pragma once

#include "schema.hpp"

namespace blog {

/// A form by which somebody registers: username, name, email, age, password and password_confirmation.
recto::changeset<User> registration(User user, recto::params const& form);

/// A form by which a post is written or edited: title and body.
recto::changeset<Post> post_form(Post post, recto::params const& form);

}  // namespace blog

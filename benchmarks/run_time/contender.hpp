// SPDX-License-Identifier: BSL-1.0
// What a contender does: the workloads, on one connection of its own. The harness calls it through this table, so that
// each contender is a translation unit of its own and none is inlined into the loop.
#pragma once

#include "rows.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace benchmark {

class contender {
 public:
  virtual ~contender() = default;

  /// Name in the table.
  virtual char const* name() const = 0;
  /// Takes part in W4 and C3 only.
  virtual bool only_bulk() const { return false; }
  /// Takes part in C1 and C2.
  virtual bool writes_changes() const { return false; }
  /// Takes part in C4.
  virtual bool casts() const { return false; }

  /// W1: the row with this key.
  virtual std::optional<Post> get(std::int64_t id) = 0;
  /// W2: the `page_size` rows after this key, in its order.
  virtual std::vector<Post> all(std::int64_t after) = 0;
  /// W3: inserts one row whose key the server makes, and puts that key into `draft`.
  virtual void insert(Draft& draft) = 0;
  /// W4 and C3: inserts all rows.
  virtual void insert_all(std::vector<Draft> const& drafts) = 0;
  /// C1: as W3, by a changeset.
  virtual void insert_changeset(Draft& draft) { insert(draft); }
  /// C2: writes one changed column of a row.
  virtual void update(Post const&, std::int32_t) {}
  /// C4: casts and validates a form; is it valid?
  virtual bool cast_form() { return true; }
};

std::unique_ptr<contender> make_raw_libpq(char const* url);
std::unique_ptr<contender> make_raw_copy(char const* url);
std::unique_ptr<contender> make_libpqxx(char const* url);  // null if it was not there when this was built
std::unique_ptr<contender> make_recto(char const* url);

}  // namespace benchmark

// SPDX-License-Identifier: BSL-1.0
// Changesets of associated structs within a changeset, and how a tree of them is written: what it belongs to first, then
// itself, then what belongs to it, all in one transaction. A child that fails comes back with its errors in its place.
// Layer 7.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/embed_children.hpp>
#include <recto/query/association.hpp>
#include <recto/repo/association_node.hpp>
#include <recto/repo/changeset_write.hpp>
#include <recto/repo/statement_runner.hpp>
#include <recto/repo/write.hpp>
#include <recto/schema/association_key.hpp>
#include <recto/sql/table.hpp>

#include <algorithm>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

/// Writes a changeset and those in it. `what` is its action.
template <class T>
std::expected<T, changeset<T>> write_tree(changeset<T> given, action what, statement_runner& runner);

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_key_not_null(std::string_view owner, std::string_view name,
                                                                      std::string_view holder, std::string_view key) {
  throw error(error_kind::misuse,
              concat({owner, "::", name, ": ", holder, "::", key,
                      " would become NULL and cannot; make it a std::optional, or keep or delete what holds it"}));
}

/// Changes the field at `Index` without a cast, as a key that follows from another row.
template <std::size_t Index, class T, class Key>
void put_key(changeset<T>& of, Key const& key) {
  auto& field = get_field<Index>(changeset_access::changes(of));
  field = key;
  auto& record = changeset_access::record(of);
  if (same_value(field, get_field<Index>(changeset_access::data(of)))) record.changed &= ~changeset_record::bit(Index);
  else record.mark_changed(Index);
}

/// `INSERT INTO "posts_tags" ("post_id", "tag_id") VALUES ($1, $2)`, or the DELETE of such a row.
template <auto Association, bool Inserts>
struct join_row_writer {
  static constexpr void write(sql_writer& out) {
    constexpr auto const& names = join_table_of<Association>;
    out.put(Inserts ? "INSERT INTO " : "DELETE FROM ");
    write_table(out, names.prefix.view(), names.table.view());
    out.put(Inserts ? " (" : " WHERE ");
    out.name(names.here.view());
    out.put(Inserts ? ", " : " = ");
    if constexpr (!Inserts) {
      write_parameter<key_here<Association>>(out);
      out.put(" AND ");
    }
    out.name(names.there.view());
    out.put(Inserts ? ") VALUES (" : " = ");
    if constexpr (Inserts) {
      write_parameter<key_here<Association>>(out);
      out.put(", ");
    }
    write_parameter<key_there<Association>>(out);
    if constexpr (Inserts) out.put(')');
  }
};

template <auto Association, bool Inserts>
void write_join_row(statement_runner& runner, key_here<Association> const& here, key_there<Association> const& there) {
  if constexpr (Inserts && has_join_row<Association>) {
    join_row_of<Association> row{};
    get_field<join_row_keys<Association>.here>(row) = here;
    get_field<join_row_keys<Association>.there>(row) = there;
    // Its changeset declares nothing, so that what the database refuses is thrown.
    static_cast<void>(write_tree(changeset<join_row_of<Association>>(std::move(row)), action::insert, runner));
  } else {
    statement const& which = statement_by<join_row_writer<Association, Inserts>>;
    parameter_frame<2> frame;
    binder out(frame, which.sql);
    out.put(here);
    out.put(there);
    runner.run(which, frame.view());
  }
}

template <auto Association>
std::expected<associated<Association>, changeset<associated<Association>>> give_up(
    statement_runner& runner, changeset<associated<Association>> child, on_replace how);

/// Values by keys that are bytes, in their order: what a std::map does, whose header costs every program more.
template <class Value>
class value_by_bytes {
 public:
  Value const* find(std::string const& key) const {
    auto const at = std::lower_bound(entries_.begin(), entries_.end(), key, is_before);
    return at != entries_.end() && at->first == key ? &at->second : nullptr;
  }
  /// False if the key is there.
  bool add(std::string key, Value value) {
    auto const at = std::lower_bound(entries_.begin(), entries_.end(), key, is_before);
    if (at != entries_.end() && at->first == key) return false;
    entries_.emplace(at, std::move(key), std::move(value));
    return true;
  }

 private:
  static bool is_before(std::pair<std::string, Value> const& one, std::string const& key) { return one.first < key; }

  std::vector<std::pair<std::string, Value>> entries_{};
};

template <auto Field>
inline constexpr char rows_made_identity = 0;

/// Rows that this tree has inserted, by the value of a field.
template <auto Field>
value_by_bytes<owner_of<Field>>& rows_made(statement_runner& runner) {
  using rows = value_by_bytes<owner_of<Field>>;
  for (auto const& [identity, held] : runner.shared)
    if (identity == &rows_made_identity<Field>) return *static_cast<rows*>(held.get());
  auto made = std::make_shared<rows>();
  runner.shared.emplace_back(&rows_made_identity<Field>, made);
  return *made;
}

/// Writes one associated row; of new ones that schema() says to be the same only the first.
template <auto Association>
std::expected<associated<Association>, changeset<associated<Association>>> write_associated(
    changeset<associated<Association>> given, statement_runner& runner) {
  action const what = given.action();
  if constexpr (has_dedup<Association>) {
    constexpr auto field = dedup_field<Association>;
    constexpr association_kind kind = kind_of_association<Association>;
    static_assert(
        std::is_same_v<owner_of<field>, associated<Association>>
            && (kind == association_kind::many_to_many || kind == association_kind::belongs_to),
        "recto: dedup_by: it names a many_to_many or belongs_to of this struct and a field of the associated one");
    if (what == action::insert) {
      std::string value;
      key_writer{value}(given.template get_field<field>(), {});
      auto& made = rows_made<field>(runner);
      if (auto const* const found = made.find(value)) return *found;
      auto written = write_tree(std::move(given), what, runner);
      if (written) made.add(std::move(value), *written);
      return written;
    }
  }
  return write_tree(std::move(given), what, runner);
}

template <auto Association>
struct one_associated final : nested_one<associated<Association>>, association_node {
  using owner = owner_of<Association>;
  using row_type = associated<Association>;
  static constexpr association_kind kind = kind_of_association<Association>;
  static constexpr compared_fields compared = compared_by<Association>;

  /// `replaced`: what gives way to the child, with action `replace`.
  one_associated(changeset<row_type> made, std::optional<changeset<row_type>> replaced_one, on_replace mode)
      : nested_one<row_type>(field_index<Association>, std::move(made)), replaced(std::move(replaced_one)), how(mode) {}

  association_node const* as_association() const override { return this; }

  failed_node write_before(statement_runner& runner, void* of) const override {
    if constexpr (kind != association_kind::belongs_to) {
      return nullptr;
    } else {
      auto& parent = *static_cast<changeset<owner>*>(of);
      if (!child_stays(this->child.action())) {
        if constexpr (is_optional<field_type<owner, compared.here>>) put_key<compared.here>(parent, std::nullopt);
        return nullptr;
      }
      auto written = write_associated<Association>(this->child, runner);
      if (!written) return failed(std::move(written.error()));
      put_key<compared.here>(parent, get_field<compared.there>(*written));
      load(changeset_access::changes(parent), std::move(*written));
      return nullptr;
    }
  }

  failed_node write_after(statement_runner& runner, void* of) const override {
    auto& parent = *static_cast<owner*>(of);
    if constexpr (kind == association_kind::belongs_to) {
      if (replaced && how == on_replace::delete_) static_cast<void>(write_tree(*replaced, action::delete_, runner));
      return nullptr;
    } else {
      if (replaced) {
        if (auto gone = give_up<Association>(runner, *replaced, how); !gone) return failed(std::move(gone.error()));
      }
      if (!child_stays(this->child.action())) {
        load(parent, std::nullopt);
        return nullptr;
      }
      changeset<row_type> mine(this->child);
      put_key<compared.there>(mine, *value_or_null(get_field<compared.here>(parent)));
      auto written = write_tree(std::move(mine), this->child.action(), runner);
      if (!written) return failed(std::move(written.error()));
      load(parent, std::move(*written));
      return nullptr;
    }
  }

  std::optional<changeset<row_type>> replaced;
  on_replace how;

 private:
  static void load(owner& into, std::optional<row_type> row) { (into.*Association).load(std::move(row)); }
  failed_node failed(changeset<row_type> with_errors) const {
    return std::make_shared<one_associated const>(std::move(with_errors), replaced, how);
  }
};

/// Lets go of a child that was replaced: deletes it, or takes its key away.
template <auto Association>
std::expected<associated<Association>, changeset<associated<Association>>> give_up(
    statement_runner& runner, changeset<associated<Association>> child, on_replace how) {
  constexpr std::size_t key = compared_by<Association>.there;
  if constexpr (is_optional<field_type<associated<Association>, key>>) {
    if (how == on_replace::nilify) {
      child.set_action(action::update);
      put_key<key>(child, std::nullopt);
      return write_tree(std::move(child), action::update, runner);
    }
  }
  child.set_action(action::delete_);
  return write_tree(std::move(child), action::delete_, runner);
}

template <auto Association>
struct many_associated final : nested_many<associated<Association>>, association_node {
  using owner = owner_of<Association>;
  using row_type = associated<Association>;
  static constexpr bool is_many_to_many = kind_of_association<Association> == association_kind::many_to_many;
  static constexpr compared_fields compared = compared_by<Association>;

  /// `joined`: of a many_to_many, which children are in the join table already.
  many_associated(std::vector<changeset<row_type>> made, std::vector<bool> joined_ones, on_replace mode)
      : nested_many<row_type>(field_index<Association>, std::move(made)), joined(std::move(joined_ones)), how(mode) {}

  association_node const* as_association() const override { return this; }
  failed_node write_before(statement_runner&, void*) const override { return nullptr; }

  // What goes is gone before what is new comes, because of unique indexes.
  failed_node write_after(statement_runner& runner, void* of) const override {
    auto& parent = *static_cast<owner*>(of);
    auto const& key = *value_or_null(get_field<compared.here>(parent));
    for (std::size_t i = 0; i < this->children.size(); ++i) {
      changeset<row_type> const& one = this->children[i];
      if (child_stays(one.action())) continue;
      if constexpr (is_many_to_many) {
        write_join_row<Association, false>(runner, key, get_field<compared.there>(one.data()));
        if (one.action() == action::delete_) {
          if (auto gone = write_tree(one, action::delete_, runner); !gone) return failed(i, std::move(gone.error()));
        }
      } else {
        auto gone = one.action() == action::delete_ ? write_tree(one, action::delete_, runner)
                                                    : give_up<Association>(runner, one, how);
        if (!gone) return failed(i, std::move(gone.error()));
      }
    }
    std::vector<row_type> rows;
    [[maybe_unused]] std::conditional_t<has_dedup<Association>, value_by_bytes<bool>, char>
        known{};  // keys of new rows
    for (std::size_t i = 0; i < this->children.size(); ++i) {
      changeset<row_type> const& one = this->children[i];
      if (!child_stays(one.action())) continue;
      if (one.action() == action::ignore) {
        rows.push_back(one.data());
        continue;
      }
      changeset<row_type> mine(one);
      if constexpr (!is_many_to_many) put_key<compared.there>(mine, key);
      auto written = write_associated<Association>(std::move(mine), runner);
      if (!written) return failed(i, std::move(written.error()));
      if constexpr (has_dedup<Association>)
        if (one.action() == action::insert && !known.add(key_bytes(*written), true)) continue;
      if constexpr (is_many_to_many)
        if (!joined[i]) write_join_row<Association, true>(runner, key, get_field<compared.there>(*written));
      rows.push_back(std::move(*written));
    }
    (parent.*Association).load(std::move(rows));
    return nullptr;
  }

  std::vector<bool> joined;
  on_replace how;

 private:
  failed_node failed(std::size_t index, changeset<row_type> with_errors) const {
    auto tried = this->children;
    tried[index] = std::move(with_errors);
    return std::make_shared<many_associated const>(std::move(tried), joined, how);
  }
};

/// A `Run` for `changeset_write`.
struct erased_run {
  statement_runner* runner;

  any_result operator()(statement const& which, parameters values, row_layout<any_result> const* layout) const {
    return (*runner)(which, values, layout);
  }
};

template <class T>
std::expected<T, changeset<T>> write_tree(changeset<T> given, action what, statement_runner& runner) {
  if (what == action::ignore) return given.data();
  if (!changeset_access::prepare(given).empty() && (what != action::update || !given.changes_empty()))
    given = run_prepared(runner.repo, runner.repo_type, std::move(given));
  given.set_action(what);
  if (!given.valid()) return std::unexpected(std::move(given));
  return write_around(std::move(given), runner, [&](changeset<T> row) -> std::expected<T, changeset<T>> {
    changeset_write write(std::move(row), erased_run{&runner});
    if (what == action::insert) return write.insert({});
    if (what == action::delete_) return write.remove({});
    return write.update({});
  });
}

}  // namespace recto::detail

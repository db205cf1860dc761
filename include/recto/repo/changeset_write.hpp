// SPDX-License-Identifier: BSL-1.0
// Changesets to rows: which columns are sent, what is read back, and which errors of the database become errors of
// fields. The repo's members say what is promised; here it is done.
// Layer 7.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/finish_embeds.hpp>
#include <recto/repo/applied.hpp>
#include <recto/repo/association_node.hpp>
#include <recto/repo/bind.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/field_sets.hpp>
#include <recto/repo/out_of_range.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/repo/violation.hpp>
#include <recto/repo/write.hpp>
#include <recto/repo/write_options.hpp>
#include <recto/sql/table_write.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::detail {

/// Binds the fields of a set. One instantiation for each type of field.
struct set_binder {
  binder& out;
  field const* next;
  field_set left;

  template <class Field>
  void operator()(Field const& value) {
    bool const wanted = (left & 1) != 0;
    left >>= 1;
    field const& one = *next++;
    if constexpr (column_type<value_of<Field>>) {
      if (!wanted) return;
      out.name(&one);
      out.put(value);
    }
  }
};

/// How the fields of a set are read from a row that has just them.
template <class T, class Result>
class returned_set {
 public:
  explicit returned_set(field_set fields) {
    int stored = 0;
    for (std::size_t i = 0; i < table_of<T>.fields.size(); ++i) {
      if (!table_of<T>.fields[i].is_stored) continue;
      auto const at = static_cast<std::size_t>(stored++);
      if (!contains(fields, i)) continue;
      cells_[count_] = cells_of_struct<T, Result>[at];
      parts_[count_] = {&names_of_schema<T>, 1, at};
      ++count_;
    }
    names_.parts = std::span<row_part const>(parts_.data(), count_);
    layout_ = {cells_.data(), static_cast<int>(count_), &names_, nullptr};
  }
  returned_set(returned_set const&) = delete;
  returned_set& operator=(returned_set const&) = delete;

  row_layout<Result> const* layout() const { return count_ != 0 ? &layout_ : nullptr; }

  void read(Result const& from, int row, T& object) const {
    if (count_ != 0) read_rows(from, layout_, &object, row, 1, 0);
  }

  std::vector<T> read_all(Result const& from) const {
    if (count_ == 0) return {};
    std::vector<T> rows(static_cast<std::size_t>(from.rows()));
    read_rows(from, layout_, rows.data(), 0, from.rows(), sizeof(T));
    return rows;
  }

 private:
  static constexpr auto room = static_cast<std::size_t>(stored_count<T>) + 1;
  std::array<cell<Result>, room> cells_{};
  std::array<row_part, room> parts_{};
  std::size_t count_ = 0;
  row_names names_{};
  row_layout<Result> layout_{};
};

/// What all writes of changesets have in their options.
struct common_options {
  std::string_view stale_error_field;
  std::string_view stale_error_message;
  bool allow_stale;
};
template <class Options>
common_options common_of(Options const& options) {
  return {options.stale_error_field, options.stale_error_message, options.allow_stale};
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_other_action(action set, action wanted) {
  throw error(error_kind::misuse, "a changeset with action " + std::string(name_of(set)) + " was given to "
                                      + std::string(name_of(wanted)) + "; make it anew");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_outdated(std::string_view table, std::string_view what) {
  throw error(
      error_fields{.kind = error_kind::stale,
                   .message = std::string(what) + ": the row of \"" + std::string(table)
                            + "\" was changed or deleted since it was read: its optimistic lock has another value",
                   .hint = "read it again and repeat the change, or give stale_error_field to get an error of a field",
                   .table = std::string(table)});
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unset_key(std::string_view table, std::string_view what) {
  throw error(error_fields{.kind = error_kind::misuse,
                           .message = std::string(what) + ": the primary key of this row of \"" + std::string(table)
                                    + "\" is not set; only a row that was read or inserted can be changed",
                           .table = std::string(table)});
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_no_conflict_target() {
  throw error(
      error_kind::misuse,
      "insert: this on_conflict needs a conflict_target: .conflict_target = target<&T::field> for the columns of a "
      "unique index, or on_constraint<\"name\">");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_needless_target() {
  throw error(error_kind::misuse,
              "insert: a conflict_target without on_conflict says nothing; say what to do on conflict");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_nothing_to_replace() {
  throw error(error_kind::misuse,
              "insert: on_conflict leaves no column to replace, because all are excepted or in the "
              "conflict_target; say `nothing`, or name one with replace<...>");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_other_row() {
  throw error(error_kind::misuse,
              "prepare_changes: the function returned a changeset of another row than it was given");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_other_repo() {
  throw error(error_kind::misuse, "prepare_changes: the function takes another kind of repo than the one that writes");
}

/// The columns a conflict replaces, once its target is known. Errors: `misuse`.
template <class T>
conflict_clause conflict_of(conflict_action<T> const& what, conflict_target_of<T> const& by) {
  conflict_clause clause = what.clause_text();
  if (clause.kind == conflict_kind::raise && !by.empty()) throw_needless_target();
  if (clause.kind > conflict_kind::nothing && by.empty()) throw_no_conflict_target();
  clause.target = by.fields;
  clause.constraint = by.constraint;
  clause.target_where = by.condition;
  if (!what.names_all()) clause.replaced &= ~by.fields;
  if (clause.kind == conflict_kind::replace && clause.replaced == 0) throw_nothing_to_replace();
  return clause;
}

inline void bind_encoded(binder& out, std::vector<encoded_value> const& values) {
  out.name(nullptr);
  for (encoded_value const& one : values) {
    if (one.is_null) out.null();
    else out.encoded(one.bytes);
  }
}

/// Runs the functions of prepare_changes, once. `repo` is of the type `repo_type`.
template <class T>
changeset<T> run_prepared(void* repo, type_key repo_type, changeset<T> given) {
  auto const functions = std::exchange(changeset_access::prepare(given), {});
  for (auto const& one : functions) {
    if (one->repo_type != type_key{} && one->repo_type != repo_type) throw_other_repo();
    T const asked(given.data());
    given = one->call(repo, std::move(given));
    for (changeset_field const& field : changeset_access::fields(given))
      if (field.is_key && !field.how->same(part(&asked, field), part(&given.data(), field))) throw_other_row();
  }
  return given;
}

/// One write of a changeset: `run(statement, parameters, layout)` talks to the server.
template <class T, class Run>
class changeset_write {
 public:
  using outcome = std::expected<T, changeset<T>>;
  using access = changeset_access;
  using Result = std::invoke_result_t<Run, statement const&, parameters, std::nullptr_t>;

  changeset_write(changeset<T> given, Run run) : given_(std::move(given)), run_(run) {}

  outcome insert(insert_options<T> const& options) {
    T& object = applied_.make(given_, locked_set() | (timestamp_set<T> & ~access::record(given_).changed));
    finish_embeds(given_, object, action::insert);
    add_locks(object);
    set_timestamps(object, write_time<T>(), false);
    bool const with_key = !has_generated_key<T> || !has_unset_key(object);
    table_write what{.kind = write_kind::insert, .prefix = options.prefix.text};
    // NULL that nobody asked for is left out, so that a default of the database counts.
    what.sent = stored_set<T> & ~(null_fields(object) & ~access::record(given_).changed);
    if (!with_key) what.sent &= ~generated_set<T>;
    what.returned = read_back_set<T> | options.returning.fields | (with_key ? 0 : generated_set<T>);
    what.conflict = conflict_of(options.on_conflict, options.conflict_target);
    bool const may_miss = what.conflict.kind == conflict_kind::nothing;
    return send(what, object, options.on_conflict.values(), common_of(options), may_miss);
  }

  outcome update(update_options<T> const& options) {
    auto const& record = access::record(given_);
    field_set sent = record.changed & stored_set<T>;
    if (sent == 0 && !options.force) return std::move(given_).apply();
    if (has_unset_key(given_.data())) throw_unset_key(table_of<T>.name, "update");
    T& object = applied_.make(given_, locked_set() | (updated_at_set<T> & ~record.changed));
    finish_embeds(given_, object, action::update);
    sent |= add_locks(object);
    if constexpr (table_of<T>.has_timestamps) {
      field_set const stamped = updated_at_set<T> & ~record.changed;
      if (stamped != 0) set_timestamps(object, write_time<T>(), true);
      sent |= stamped;
    }
    if (sent == 0) return std::move(object);
    table_write what{.kind = write_kind::update, .prefix = options.prefix.text, .sent = sent};
    what.returned = read_back_set<T> | options.returning.fields;
    match_locked(what);
    return send(what, object, {}, common_of(options), false);
  }

  outcome remove(delete_options<T> const& options) {
    if (has_unset_key(given_.data())) throw_unset_key(table_of<T>.name, "delete");
    T& object = access::data(given_);
    table_write what{.kind = write_kind::delete_, .prefix = options.prefix.text};
    what.returned = options.returning.fields;
    match_locked(what);
    return send(what, object, {}, common_of(options), false);
  }

 private:
  field_set locked_set() {
    field_set locked = 0;
    for (lock_step const& one : access::locks(given_)) locked |= field_set{1} << one.field;
    return locked;
  }

  // Lets locked fields grow in what is written, not in the changeset: after a failure it can be tried again.
  field_set add_locks(T& object) {
    field_set grown = 0;
    for (lock_step const& one : access::locks(given_)) {
      changeset_field const& field = access::fields(given_)[one.field];
      one.increment(access::record(given_).value(access::fields(given_), access::objects(given_), one.field),
                    part(static_cast<void*>(&object), field));
      grown |= field_set{1} << one.field;
    }
    return grown;
  }

  void match_locked(table_write& what) const {
    field_set const filters = access::record(given_).filters;
    if (filters == 0) return;
    what.matched_null = filters & null_fields(*access::locked(given_));
    what.matched = filters & ~what.matched_null;
  }

  outcome send(table_write const& what, T& object, std::vector<encoded_value> const& more,
               common_options const& options, bool may_miss) {
    // Every column set, the key, and every column compared.
    constexpr std::size_t most = 2 * static_cast<std::size_t>(stored_count<T>) + table_of<T>.key_count();
    std::unique_ptr<write_statement_text> room;
    statement const& which = writes_of<T>.find(table_of<T>.view(), what, room);
    returned_set<T, Result> const returned(what.returned);
    try {
      if (more.empty()) {
        parameter_frame<most> frame;
        binder out(frame, which.sql);
        bind(out, what, object, more);
        return answered(run_(which, frame.view(), returned.layout()), returned, object, what, options, may_miss);
      }
      std::vector<char const*> values(most + more.size() + 1);
      std::vector<int> lengths(values.size());
      std::vector<char> bytes(most * parameter_frame<0>::widest + 1);
      binder out(values.data(), lengths.data(), bytes.data(), which.sql);
      bind(out, what, object, more);
      return answered(run_(which, {values.data(), lengths.data()}, returned.layout()), returned, object, what, options,
                      may_miss);
    } catch (error const& failure) {
      if (auto problem = out_of_range(failure, object, what.sent))
        access::record(given_).add_error(*std::move(problem));
      else if (!explains_violation(failure, access::record(given_), table_of<T>.name)) throw;
      applied_.restore(given_);
      return std::unexpected(std::move(given_));
    }
  }

  void bind(binder& out, table_write const& what, T const& object, std::vector<encoded_value> const& more) const {
    field const* const fields = table_of<T>.fields.data();
    for_each_field(object, set_binder{out, fields, what.sent});
    if (what.kind != write_kind::insert) for_each_field(given_.data(), set_binder{out, fields, key_set<T>});
    if (what.matched != 0) for_each_field(*access::locked(given_), set_binder{out, fields, what.matched});
    bind_encoded(out, more);
  }

  outcome answered(Result const& answer, returned_set<T, Result> const& returned, T& object, table_write const& what,
                   common_options const& options, bool may_miss) {
    bool const hit = what.returned != 0 ? answer.rows() > 0 : answer.affected() > 0;
    if (hit) {
      returned.read(answer, 0, object);
    } else if (!may_miss && !options.allow_stale) {
      if (options.stale_error_field.empty()) {
        if (access::record(given_).filters != 0) throw_outdated(table_of<T>.name, name_of(given_.action()));
        throw_stale(table_of<T>.name, name_of(given_.action()).data());
      }
      applied_.restore(given_);
      given_.add_error(options.stale_error_field, options.stale_error_message, {{"stale", true}});
      return std::unexpected(std::move(given_));
    }
    return std::move(object);
  }

  changeset<T> given_;
  Run run_;
  applied_changes<T> applied_{};
};

/// What the repo's members do with changesets.
struct changeset_writes {
  template <class Repo, class T>
  static std::expected<T, changeset<T>> insert(Repo& repo, changeset<T> given, insert_options<T> const& options) {
    return run(repo, std::move(given), action::insert, options,
               [&options](auto&& write) { return write.insert(options); });
  }

  template <class Repo, class T>
  static std::expected<T, changeset<T>> update(Repo& repo, changeset<T> given, update_options<T> const& options) {
    return run(repo, std::move(given), action::update, options,
               [&options](auto&& write) { return write.update(options); });
  }

  template <class Repo, class T>
  static std::expected<T, changeset<T>> remove(Repo& repo, changeset<T> given, delete_options<T> const& options) {
    return run(repo, std::move(given), action::delete_, options,
               [&options](auto&& write) { return write.remove(options); });
  }

  template <class Repo, class T>
  static std::expected<T, changeset<T>> insert_or_update(Repo& repo, changeset<T> given,
                                                         insert_options<T> const& options) {
    static_assert(
        has_generated_key<T>,
        "recto: insert_or_update: the key of this struct is not made by the database, so nothing says whether "
        "the row is there; insert with on_conflict, or decide yourself");
    if (has_unset_key(given.data())) return insert(repo, std::move(given), options);
    return update(repo, std::move(given),
                  update_options<T>{.returning = options.returning,
                                    .prefix = options.prefix,
                                    .stale_error_field = options.stale_error_field,
                                    .stale_error_message = options.stale_error_message,
                                    .allow_stale = options.allow_stale,
                                    .force = options.force,
                                    .savepoint = options.savepoint});
  }

  /// A changeset that changes every column of a struct but its key and `updated_at`.
  template <class T>
  static changeset<T> every_column(T object) {
    changeset<T> made(object);
    changeset_access::changes(made) = std::move(object);
    changeset_access::record(made).changed = stored_set<T> & ~key_set<T> & ~updated_at_set<T>;
    return made;
  }

  /// The struct of a write that can only fail by what was not declared.
  template <class T>
  static T sure(std::expected<T, changeset<T>> written) {
    if (!written) throw_invalid_changeset(written.error());
    return *std::move(written);
  }

 private:
  template <class Repo, class T, class Options, class Write>
  static std::expected<T, changeset<T>> run(Repo& repo, changeset<T> given, action what, Options const& options,
                                            Write write) {
    if constexpr (!assert_has_key<T>()) {
      return std::unexpected(std::move(given));
    } else {
      if (given.action() != action::none && given.action() != what) throw_other_action(given.action(), what);
      given.set_action(what);
      if (!given.valid()) return std::unexpected(std::move(given));
      if (has_associated(given)) return run_tree(repo, std::move(given), what, write);
      bool const prepares = !changeset_access::prepare(given).empty() && writes(given, what, options);
      if (!prepares && !(options.savepoint && repo.in_transaction()))
        return write(changeset_write(std::move(given), runner(repo)));
      return transacted(repo, std::move(given), what, [&](Repo& inner, changeset<T> row) {
        return write(changeset_write(std::move(row), runner(inner)));
      });
    }
  }

  // In a transaction, after the functions of prepare_changes. A deferred constraint speaks when it is committed.
  template <class Repo, class T, class Write>
  static std::expected<T, changeset<T>> transacted(Repo& repo, changeset<T> given, action what, Write write) {
    changeset<T> tried(given);
    try {
      return repo.transact([&](Repo& inner) -> std::expected<T, changeset<T>> {
        tried = prepared_changes(inner, std::move(given));
        tried.set_action(what);
        if (!tried.valid()) return std::unexpected(tried);
        return write(inner, tried);
      });
    } catch (error const& failure) {
      bool const at_commit = failure.sql() == "COMMIT";
      if (!at_commit || !explains_violation(failure, changeset_access::record(tried), table_of<T>.name)) throw;
      return std::unexpected(std::move(tried));
    }
  }

  template <class Repo, class T, class Write>
  static std::expected<T, changeset<T>> run_tree(Repo& repo, changeset<T> given, action what, Write write) {
    return transacted(repo, std::move(given), what, [&](Repo& inner, changeset<T> tree) {
      runner_of<Repo> around(inner);
      return write_around(std::move(tree), around,
                          [&](changeset<T> row) { return write(changeset_write(std::move(row), runner(inner))); });
    });
  }

  // As far as is known before the functions of prepare_changes: they run only if something is written.
  template <class T, class Options>
  static bool writes(changeset<T> const& given, action what, Options const& options) {
    if constexpr (requires { options.force; })
      if (options.force) return true;
    return what != action::update || !given.changes_empty();
  }

  template <class Repo>
  static auto runner(Repo& repo) {
    return [&repo](statement const& which, parameters values, row_layout<typename Repo::result_type> const* layout) {
      return repo_access::run(repo, which, values, layout);
    };
  }

  /// Runs the functions of prepare_changes, in the order in which they were declared.
  template <class Repo, class T>
  static changeset<T> prepared_changes(Repo& repo, changeset<T> given) {
    return run_prepared(&repo, key_of_type<Repo>, std::move(given));
  }
};

}  // namespace recto::detail

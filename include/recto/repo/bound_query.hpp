// SPDX-License-Identifier: BSL-1.0
// A query as it goes to a connection: the statement that it is, and its values in their wire format. A constant query's
// statement is a constant; one with choices looks its shape up; one with content built at run time is rendered.
// Layer 7.
#pragma once

#include <recto/query/values.hpp>
#include <recto/repo/bind.hpp>
#include <recto/sql/dynamic.hpp>
#include <recto/sql/shape.hpp>
#include <recto/sql/text.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

// The classes here are no templates of the query, only their constructors are: so a query costs the compiler one function,
// and no class with members of its own.

/// A query as it goes to a call: its statement, and where its values are in it. Refers to the query.
template <statement_kind Kind, cache Policy, std::size_t Count>
class gathered_by {
 public:
  template <class Query>
  explicit gathered_by(Query const& from) : which_(statement_by<query_writer<Kind, Query>>) {
    value_collector out{values_};
    each_parameter<Kind>(from, out);
  }

  statement const& which() const { return which_; }
  value_refs values() const { return {values_, which_.parameter_count}; }

 private:
  statement const& which_;
  value_ref values_[Count];
};

/// One that binds nothing.
template <statement_kind Kind>
class gathered_by<Kind, cache::constant, 0> {
 public:
  template <class Query>
  explicit gathered_by(Query const&) : which_(statement_by<query_writer<Kind, Query>>) {}

  statement const& which() const { return which_; }
  value_refs values() const { return {}; }

 private:
  statement const& which_;
};

/// One with choices.
template <statement_kind Kind, std::size_t Count>
class gathered_by<Kind, cache::per_shape, Count> {
 public:
  template <class Query>
  explicit gathered_by(Query const& from) : which_(shape_of(from)) {
    value_collector out{values_};
    each_parameter<Kind>(from, out);
  }

  statement const& which() const { return which_; }
  value_refs values() const { return {values_, which_.parameter_count}; }

 private:
  template <class Query>
  static statement const& shape_of(Query const& from) {
    using writer = query_writer<Kind, Query>;
    shape_reader reader;
    each_parameter<Kind>(from, reader);
    return shapes_of<writer>.find(reader.shape, &writer::write, target_of<writer>());
  }

  statement const& which_;
  value_ref values_[Count];
};

/// A text that is executed once, with the parameters of a statement that it is made of.
class once_statement {
 public:
  once_statement(std::string text, statement const& of)
      : text_(std::move(text)), which_(text_.c_str(), of.parameter_types, of.parameter_formats, of.parameter_count) {
    which_.number.store(once_number, std::memory_order_relaxed);
  }
  once_statement(once_statement const&) = delete;
  once_statement& operator=(once_statement const&) = delete;

  statement const& which() const { return which_; }

 private:
  std::string text_;
  statement which_;
};

/// A statement that is rendered for one execution. No template of the query.
class content_statement {
 public:
  content_statement(content_reader const& read, write_function write, write_target const* target)
      : rendered_(write, read.shape, read.contents.data(), target), kept_(kept_contents().keep(rendered_, write)) {
    if (kept_ != nullptr) return;
    own_.emplace(rendered_.text().c_str(), rendered_.types(), rendered_.formats(), rendered_.count(),
                 rendered_.target());
    own_->number.store(once_number, std::memory_order_relaxed);
  }

  statement const& which() const { return kept_ != nullptr ? *kept_ : *own_; }

 private:
  rendered_statement rendered_;
  statement const* kept_;
  std::optional<statement> own_;
};

/// One with a condition that was built at run time, which counts as one value here.
template <statement_kind Kind, std::size_t Count>
class gathered_by<Kind, cache::by_content, Count> {
 public:
  template <class Query>
  explicit gathered_by(Query const& from)
      : statement_(read(from), &query_writer<Kind, Query>::write, target_of<query_writer<Kind, Query>>()) {
    value_collector out{values_};
    each_parameter<Kind>(from, out);
    count_ = static_cast<std::size_t>(out.next - values_);
  }

  statement const& which() const { return statement_.which(); }
  value_refs values() const { return {values_, count_}; }

 private:
  template <class Query>
  static content_reader read(Query const& from) {
    content_reader reader;
    each_parameter<Kind>(from, reader);
    return reader;
  }

  content_statement statement_;
  value_ref values_[Count];
  std::size_t count_;
};

template <statement_kind Kind, class Query>
using gathered_query = gathered_by<Kind, policy_of<Kind, Query>, Query::parameters>;

/// A query that is bound: its values are encoded. Borrows text from the query.
template <statement_kind Kind, class Query>
class bound_query {
 public:
  explicit bound_query(Query const& from) : gathered_(from), frame_(gathered_.which(), gathered_.values()) {}

  statement const& which() const { return gathered_.which(); }
  parameters values() const { return frame_.view(); }

 private:
  gathered_query<Kind, Query> gathered_;
  value_frame frame_;
};

}  // namespace recto::detail

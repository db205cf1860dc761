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

/// A query that is bound. Borrows text from the query.
template <statement_kind Kind, class Query>
class bound_query {
  static constexpr auto const& text = text_by<query_writer<Kind, Query>>;

 public:
  explicit bound_query(Query const& from) : out_(frame_, text.text.data()) { each_parameter<Kind>(from, out_); }

  static statement const& which() { return statement_by<query_writer<Kind, Query>>; }
  parameters values() const { return frame_.view(); }

 private:
  parameter_frame<text.types.size() - 1> frame_;
  binder out_;
};

/// One that binds nothing.
template <statement_kind Kind, class Query>
  requires(Query::parameters == 0)
class bound_query<Kind, Query> {
 public:
  explicit bound_query(Query const&) {}
  static statement const& which() { return statement_by<query_writer<Kind, Query>>; }
  parameters values() const { return {}; }
};

/// One with choices.
template <statement_kind Kind, class Query>
  requires(Query::parameters > 0 && policy_of<Kind, Query> == cache::per_shape)
class bound_query<Kind, Query> {
  using writer = query_writer<Kind, Query>;

 public:
  explicit bound_query(Query const& from) : which_(shape_of(from)), out_(frame_, which_.sql) {
    each_parameter<Kind>(from, out_);
  }

  statement const& which() const { return which_; }
  parameters values() const { return frame_.view(); }

 private:
  static statement const& shape_of(Query const& from) {
    shape_reader reader;
    each_parameter<Kind>(from, reader);
    return shapes_of<writer>.find(reader.shape, &writer::write, target_of<writer>());
  }

  statement const& which_;
  parameter_frame<Query::parameters> frame_;
  binder out_;
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

/// A statement that is rendered for one execution, and its values. No template of the query.
class content_statement {
 public:
  content_statement(content_reader const& read, write_function write, write_target const* target)
      : rendered_(write, read.shape, read.contents.data(), target),
        kept_(kept_contents().keep(rendered_, write)),
        values_(count() + 1),
        lengths_(count() + 1),
        bytes_(std::make_unique<char[]>(count() * parameter_frame<0>::widest + 1)),
        out_(values_.data(), lengths_.data(), bytes_.get(), which().sql) {}

  binder& out() { return out_; }
  statement const& which() const { return kept_ != nullptr ? *kept_ : *own_; }
  parameters values() const { return {values_.data(), lengths_.data()}; }

 private:
  std::size_t count() {
    if (kept_ != nullptr) return kept_->parameter_count;
    if (!own_) {
      own_.emplace(rendered_.text().c_str(), rendered_.types(), rendered_.formats(), rendered_.count(),
                   rendered_.target());
      own_->number.store(once_number, std::memory_order_relaxed);
    }
    return own_->parameter_count;
  }

  rendered_statement rendered_;
  statement const* kept_;
  std::optional<statement> own_;
  std::vector<char const*> values_;
  std::vector<int> lengths_;
  std::unique_ptr<char[]> bytes_;
  binder out_;
};

/// One with a condition that was built at run time.
template <statement_kind Kind, class Query>
  requires(Query::parameters > 0 && policy_of<Kind, Query> == cache::by_content)
class bound_query<Kind, Query> {
 public:
  explicit bound_query(Query const& from)
      : statement_(read(from), &query_writer<Kind, Query>::write, target_of<query_writer<Kind, Query>>()) {
    each_parameter<Kind>(from, statement_.out());
  }

  statement const& which() const { return statement_.which(); }
  parameters values() const { return statement_.values(); }

 private:
  static content_reader read(Query const& from) {
    content_reader reader;
    each_parameter<Kind>(from, reader);
    return reader;
  }

  content_statement statement_;
};

}  // namespace recto::detail

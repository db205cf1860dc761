// SPDX-License-Identifier: BSL-1.0
// Looks at a connection string before libpq does, because libpq's complaints about a malformed one quote pieces of it,
// and a piece may be the password. Nothing here connects.
// Layer 6.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/base/error.hpp>

#include <libpq-fe.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace recto::detail {

inline bool is_url(std::string_view conninfo) {
  return conninfo.starts_with("postgresql://") || conninfo.starts_with("postgres://");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_malformed(std::string_view why) {
  error_fields fields;
  fields.kind = error_kind::connection;
  fields.message =
      concat({"the connection string is malformed: ", why, " (it is not shown, since it may hold a password)"});
  fields.hint =
      "write postgresql://user:password@host:5432/database, or host=... dbname=... user=... with blanks in values "
      "quoted 'so', or leave it empty and set PGHOST, PGDATABASE, PGUSER and PGPASSWORD";
  throw error(std::move(fields));
}

// The keyword that libpq complained of in `complaint`, if it can be no piece of a password: lower-case letters only,
// and nothing that may be one comes before it in the string.
[[gnu::noinline, gnu::cold]] inline std::string_view safe_keyword(std::string_view conninfo,
                                                                  std::string_view complaint) {
  std::size_t const open = complaint.find('"');
  if (open == complaint.npos) return {};
  std::size_t const close = complaint.find('"', open + 1);
  if (close == complaint.npos) return {};
  std::string_view const word = complaint.substr(open + 1, close - open - 1);
  if (word.empty() || word.size() > 32 || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != word.npos) return {};
  std::size_t const at = conninfo.find(word);
  if (at == conninfo.npos) return {};
  std::string_view const before = conninfo.substr(0, at);
  if (before.find("pass") != before.npos || before.find('@') != before.npos || is_url(conninfo)) return {};
  return conninfo.substr(at, word.size());
}

/// What a connection string asks for, as far as the driver has to know before connecting.
struct conninfo_facts {
  bool several_hosts = false;
};

/// Throws `recto::error` of kind connection, with a sentence of its own, if libpq would not understand `conninfo` or
/// would take a piece of a badly written password for a host, port or database and print that.
[[gnu::noinline, gnu::cold]] inline conninfo_facts check_conninfo(std::string const& conninfo) {
  std::string_view const text = conninfo;
  if (text.find('\0') != text.npos) throw_malformed("there is a zero byte in it");
  bool const url = is_url(text);
  bool const keywords = !url && text.find('=') != text.npos;
  if (!url && text.find("://") != text.npos && (!keywords || text.find("://") < text.find('=')))
    throw_malformed("a URL begins with postgresql://");
  if (url) {
    // libpq ends the user part at the first "@" or "/".
    std::string_view rest = text.substr(text.find("://") + 3);
    rest = rest.substr(0, rest.find('?'));
    std::size_t const at = rest.find('@');
    if (at != rest.npos && (rest.find('@', at + 1) != rest.npos || rest.find('/') < at))
      throw_malformed("the characters : / ? # @ in a user name or password are written as %3A %2F %3F %23 %40");
  } else if (!keywords && text.find_first_of("@:/") != text.npos) {
    throw_malformed("it is neither a URL, nor keyword=value pairs, nor the name of a database");
  }

  conninfo_facts facts;
  bool host_given = false;
  if (url || keywords) {
    char* complaint = nullptr;
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(
        PQconninfoParse(conninfo.c_str(), &complaint), &PQconninfoFree);
    if (!options) {
      std::string const said = complaint ? complaint : "";
      PQfreemem(complaint);
      std::string_view const keyword = safe_keyword(text, said);
      if (!keyword.empty()) throw_malformed(concat({"\"", keyword, "\" is not a keyword that libpq knows"}));
      throw_malformed(url ? "it is not a URL that libpq understands"
                          : "it is not a list of keyword=value that libpq understands");
    }
    for (PQconninfoOption const* option = options.get(); option->keyword; ++option) {
      if (!option->val || *option->val == '\0') continue;
      std::string_view const keyword = option->keyword;
      std::string_view const value = option->val;
      if (keyword == "port" && value.find_first_not_of("0123456789,") != value.npos)
        throw_malformed("the port is not a number");
      if (keyword == "host" || keyword == "hostaddr") {
        if (value.find('@') != value.npos && !value.starts_with('/') && !value.starts_with('@'))
          throw_malformed("there is an @ in the name of the host; in a password it is written as %40");
        host_given = true;
        if (value.find(',') != value.npos) facts.several_hosts = true;
      }
      if (keyword == "service") facts.several_hosts = true;  // may name several
    }
  }
  if (!host_given) {
    for (char const* name : {"PGHOST", "PGHOSTADDR"}) {
      char const* const value = std::getenv(name);
      if (value && std::string_view(value).find(',') != std::string_view::npos) facts.several_hosts = true;
    }
    if (std::getenv("PGSERVICE")) facts.several_hosts = true;
  }
  return facts;
}

}  // namespace recto::detail

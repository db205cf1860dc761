// SPDX-License-Identifier: BSL-1.0
// The strings are what PostgreSQL says, in several of its languages.
#include <recto/pg/redact.hpp>
#include <support/test.hpp>

#include <string>

using namespace std::string_literals;
using recto::detail::one_line;
using recto::detail::safe_detail;
using recto::detail::safe_message;

TEST_CASE("one line") {
  CHECK(one_line("plain") == "plain");
  CHECK(one_line("  a\n\tb \r\n c\n") == "a b c");
  CHECK(one_line("").empty());
  CHECK(one_line("\n\n").empty());
}

TEST_CASE("details of constraints keep their names and lose their values") {
  struct {
    char const* code;
    char const* said;
    char const* kept;
  } const cases[] = {
      {"23505", "Key (email)=(ada@x.org) already exists.", "Key (email)=(…) already exists."},
      {"23505", "Key (email)=() already exists.", "Key (email)=(…) already exists."},
      {"23505", "Key (a, b)=(1, two) already exists.", "Key (a, b)=(…) already exists."},
      {"23505", "Key (email)=(a)=(b) already exists.", "Key (email)=(…) already exists."},
      {"23505", "Key (email)=(:-) (a) \"b\") already exists.", "Key (email)=(…) already exists."},
      {"23505", "Key (email)=(line 1\nline 2) already exists.", "Key (email)=(…) already exists."},
      {"23505", "Key (lower(email))=(ada@x.org) already exists.", "Key (lower(email))=(…) already exists."},
      {"23505", "Key (email)=(ada@x.org) is duplicated.", "Key (email)=(…) is duplicated."},
      {"23505", "Schlüssel »(email)=(ada@x.org)« existiert bereits.", "Schlüssel »(email)=(…)« existiert bereits."},
      {"23505", "La clé « (email)=(ada@x.org) » existe déjà.", "La clé « (email)=(…) » existe déjà."},
      {"23505", "キー (email)=(ada@x.org) はすでに存在します。", "キー (email)=(…) はすでに存在します。"},
      {"23505", "Ключ \"(email)=(ada@x.org)\" уже существует.", "Ключ \"(email)=(…)\" уже существует."},
      {"23503", "Key (author_id)=(5) is not present in table \"users\".",
       "Key (author_id)=(…) is not present in table \"users\"."},
      {"23503", "Key (id)=(5) is still referenced from table \"posts\".",
       "Key (id)=(…) is still referenced from table \"posts\"."},
      {"23502", "Failing row contains (1, secret, null).", "Failing row contains (…)."},
      {"23514", "Failing row contains (1, a (b) c).", "Failing row contains (…)."},
      {"23514", "Failing row contains (1, (\n\"x\").", "Failing row contains (…)."},
      {"23514", "Fehlgeschlagene Zeile enthält (1, geheim).", "Fehlgeschlagene Zeile enthält (…)."},
      {"23514", "Partition key of the failing row contains (day) = (2010-01-01).",
       "Partition key of the failing row contains (…)."},
      {"23P01", "Key (room, during)=(1, [1,5)) conflicts with existing key (room, during)=(1, [2,3)).",
       "Key (room, during)=(…)."},
      {"44000", "Failing row contains (1, secret).", "Failing row contains (…)."},
      {"23505", "cut off: (email)=(ada", "cut off: (email)=(…"},
      {"23503", "MATCH FULL does not allow mixing of null and nonnull key values.",
       "MATCH FULL does not allow mixing of null and nonnull key values."},
  };
  for (auto const& each : cases) {
    INFO(each.said);
    CHECK(safe_detail(each.code, each.said) == each.kept);
  }
}

TEST_CASE("messages of data exceptions lose what they quote") {
  struct {
    char const* code;
    char const* said;
    char const* kept;
  } const cases[] = {
      {"22P02", "invalid input syntax for type uuid: \"ada\"", "invalid input syntax for type uuid: \"…\""},
      {"22P02", "invalid input syntax for type uuid: \"a\"b\" c\"", "invalid input syntax for type uuid: \"…\""},
      {"22P02", "invalid input syntax for type uuid: \"a\nb\"", "invalid input syntax for type uuid: \"…\""},
      {"22P02", "invalid input syntax for type uuid: \"\"", "invalid input syntax for type uuid: \"…\""},
      {"22P02", "invalid input syntax for type uuid: \"«ada»\"", "invalid input syntax for type uuid: \"…\""},
      {"22P02", "invalid input value for enum mood: \"sad\"", "invalid input value for enum mood: \"…\""},
      {"22P02", "ungültige Eingabesyntax für Typ uuid: »ada«", "ungültige Eingabesyntax für Typ uuid: »…«"},
      {"22P02", "ungültige Eingabesyntax für Typ uuid: „ada“", "ungültige Eingabesyntax für Typ uuid: „…“"},
      {"22P02", "syntaxe en entrée invalide pour le type uuid : « ada »",
       "syntaxe en entrée invalide pour le type uuid : «…»"},
      {"22P02", "无效的类型 uuid 输入语法: \"ada\"", "无效的类型 uuid 输入语法: \"…\""},
      {"22P02", "型の入力構文が不正です: 「ada」", "型の入力構文が不正です: 「…」"},
      {"22P02", "quoted 'ada' so", "quoted '…' so"},
      {"22003", "value \"99999999999\" is out of range for type integer",
       "value \"…\" is out of range for type integer"},
      {"22003", "integer out of range", "integer out of range"},
      {"22003", "l'entier est en dehors des limites", "l'entier est en dehors des limites"},
      {"22008", "date/time field value out of range: \"2020-02-31\"", "date/time field value out of range: \"…\""},
      {"22001", "value too long for type character varying(3)", "value too long for type character varying(3)"},
      {"22P02", "cut off: \"ada", "cut off: \"…"},
      {"22021", "invalid byte sequence for encoding \"UTF8\": 0xe2 0x28 0xa1",
       "invalid byte sequence for encoding \"UTF8\": 0x…"},
      {"22P05", "character with byte sequence 0xe2 0x82 in encoding \"UTF8\" has no equivalent in encoding \"LATIN1\"",
       "character with byte sequence 0x… in encoding \"UTF8\" has no equivalent in encoding \"LATIN1\""},
      {"42P01", "relation \"nothing_here\" does not exist", "relation \"nothing_here\" does not exist"},
      {"23505", "duplicate key value violates unique constraint \"users_email_key\"",
       "duplicate key value violates unique constraint \"users_email_key\""},
      {"XX000", "two\nlines", "two lines"},
  };
  for (auto const& each : cases) {
    INFO(each.said);
    CHECK(safe_message(each.code, each.said) == each.kept);
  }
}

TEST_CASE("details of data exceptions are dropped, but for precision and scale") {
  CHECK(safe_detail("22P02", "Token \"secret\" is invalid.").empty());
  CHECK(safe_detail("2200M", "line 1: Opening and ending tag mismatch: a line 1 and secret").empty());
  CHECK(safe_detail("22P02", "Unexpected array element.").empty());
  char const* const scale = "A field with precision 5, scale 2 must round to an absolute value less than 10^3.";
  CHECK(safe_detail("22003", scale) == scale);
}

TEST_CASE("other details stay") {
  CHECK(safe_detail("40P01", "Process 1 waits for ShareLock.\nProcess 2 too.")
        == "Process 1 waits for ShareLock.\nProcess 2 too.");
  CHECK(safe_detail("42703", "There is a column named \"x\" (y).") == "There is a column named \"x\" (y).");
}

TEST_CASE("whatever a value holds, none of it stays") {
  std::string const marks[] = {"(", ")", ")=(", "\"", "'", "«", "»", "“", "”", "\n", "0x", "=", " ", "」"};
  for (std::string const& before : marks)
    for (std::string const& behind : marks) {
      std::string const value = before + "SECRET" + behind;
      CHECK(safe_detail("23505", "Key (email)=(" + value + ") already exists.").find("SECRET") == std::string::npos);
      CHECK(safe_detail("23514", "Failing row contains (1, " + value + ").").find("SECRET") == std::string::npos);
      CHECK(safe_message("22P02", "invalid input syntax for type uuid: \"" + value + "\"").find("SECRET")
            == std::string::npos);
      CHECK(safe_message("22P02", "ungültige Eingabesyntax für Typ uuid: »" + value + "«").find("SECRET")
            == std::string::npos);
    }
}

// SPDX-License-Identifier: BSL-1.0
// The chapters of the demonstration, in the order in which main() runs them. Each is a file of its own.
#pragma once

#include <recto/recto.hpp>

namespace blog {

void create_tables(recto::repo& repo);     // tables.cpp
void write_first_rows(recto::repo& repo);  // tables.cpp
void read(recto::repo& repo);              // reading.cpp: one table, and queries made of stages
void join_tables(recto::repo& repo);       // joining.cpp: several tables, groups, aggregates
void change(recto::repo& repo);            // changing.cpp: updates, deletes, transactions
void fill_in_forms(recto::repo& repo);     // forms.cpp: what comes from outside, cast and validated
void fail(recto::repo& repo);              // failing.cpp: what errors look like

}  // namespace blog

/**
 * Who may come in and what they may do: users, sessions, sign-in links, roles and wards. Pure but
 * for the two files that it keeps; time comes in as an argument.
 */
package dev.vigil.dashboard.access;

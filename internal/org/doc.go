// Package org knows the bodies (органы), their units and posts, who works there, who may what, who replaces whom by
// an order (замещение) and who helps whom (помощник).
//
// It answers the question of every request: for whom may this account act now? ActorOf gathers the person, his post,
// his unit with all units above it, the records office of his body where he is a clerk, the rights of his roles, and
// the same of those whom he replaces today or helps. Nothing of it is cached, so that a right taken away is gone with
// the next request (149-ФЗ ст. 16; ФСТЭК № 117: separate roles, least privilege).
//
//	employee:     hired ──▶ transferred … ──▶ dismissed (sessions end at once, the past keeps name and post of its day)
//	substitution: ordered ──▶ in force from–to ──▶ over | cancelled; depth 1: a deputy's deputy needs his own order
package org

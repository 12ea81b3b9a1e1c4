insert into withdrawn_documents (project_id, country, id_type, issued_before, created_at)
select id, 'UZB', 'government_id', date '2021-01-01', now() from projects on conflict do nothing;

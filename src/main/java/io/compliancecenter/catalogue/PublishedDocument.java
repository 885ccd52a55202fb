package io.compliancecenter.catalogue;

/** What was found out about a document when it was published. */
public record PublishedDocument(int pages, CopyKind copyKind) {}

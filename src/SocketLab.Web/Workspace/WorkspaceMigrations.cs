using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>One change of the database's schema.</summary>
/// <param name="Id">Its name, which begins with its time; kept in the database once it was made.</param>
/// <param name="Sql">What it does.</param>
internal sealed record WorkspaceMigration(string Id, string Sql);

/// <summary>Every change of the schema, oldest first.</summary>
/// <remarks>
/// An option more of an endpoint needs none, since definitions are JSON. Add, and never take away or rename: an older version opens what a
/// newer one has written. The table that remembers them has the name that Entity Framework Core gave it, which wrote the first three.
/// </remarks>
internal static class WorkspaceMigrations
{
    /// <summary>The table that remembers which were made.</summary>
    public const string History = "__EFMigrationsHistory";

    /// <summary>All of this version.</summary>
    public static IReadOnlyList<WorkspaceMigration> All { get; } =
    [
        new(
            "20261123052422_Endpoints",
            """
            CREATE TABLE "Endpoints" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_Endpoints" PRIMARY KEY,
                "Position" INTEGER NOT NULL,
                "Definition" TEXT NOT NULL,
                "WantedRunning" INTEGER NOT NULL
            );
            CREATE INDEX "IX_Endpoints_Position" ON "Endpoints" ("Position");
            """
        ),
        new(
            "20261123075752_Payloads",
            """
            CREATE TABLE "Payloads" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_Payloads" PRIMARY KEY,
                "Content" TEXT NOT NULL
            );
            CREATE TABLE "SentPayloads" (
                "Sequence" INTEGER NOT NULL CONSTRAINT "PK_SentPayloads" PRIMARY KEY,
                "Time" TEXT NOT NULL,
                "Content" TEXT NOT NULL
            );
            """
        ),
        new(
            "20261123084500_Certificates",
            """
            CREATE TABLE "Certificates" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_Certificates" PRIMARY KEY,
                "Name" TEXT NOT NULL,
                "CreatedAt" TEXT NOT NULL,
                "Pem" TEXT NOT NULL,
                "PrivateKey" BLOB NULL
            );
            """
        ),
        new(
            "20261127190000_Formats",
            """
            ALTER TABLE "Endpoints" ADD COLUMN "Format" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "Payloads" ADD COLUMN "Format" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "SentPayloads" ADD COLUMN "Format" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "Certificates" ADD COLUMN "Format" INTEGER NOT NULL DEFAULT 1;
            """
        ),
        new(
            "20261128023000_Filters",
            """
            CREATE TABLE "Filters" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_Filters" PRIMARY KEY,
                "Content" TEXT NOT NULL,
                "Format" INTEGER NOT NULL DEFAULT 1
            );
            """
        ),
        new(
            "20261128053000_FeedColumns",
            """
            CREATE TABLE "FeedColumns" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_FeedColumns" PRIMARY KEY,
                "Content" TEXT NOT NULL,
                "Format" INTEGER NOT NULL DEFAULT 1
            );
            """
        ),
    ];

    /// <summary>Brings a database to this version: all of it, or nothing.</summary>
    /// <param name="connection">An open connection that may write.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="SqliteException">It cannot be done; nothing has changed.</exception>
    public static async Task ApplyAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await connection.ExecuteAsync(
            $"""
            CREATE TABLE IF NOT EXISTS "{History}" (
                "MigrationId" TEXT NOT NULL CONSTRAINT "PK_{History}" PRIMARY KEY,
                "ProductVersion" TEXT NOT NULL
            )
            """,
            cancellation
        );

        // Read only now: another process may have been at it since the file was inspected.
        var applied = await connection.ListAsync($"SELECT MigrationId FROM \"{History}\"", cancellation);
        foreach (var migration in All.Where(migration => !applied.Contains(migration.Id)))
        {
            await connection.ExecuteAsync(migration.Sql, cancellation);
            await connection.ExecuteAsync($"INSERT INTO \"{History}\" VALUES ($id, 'SocketLab')", cancellation, ("$id", migration.Id));
        }

        await transaction.CommitAsync(cancellation);
    }
}

using Microsoft.EntityFrameworkCore;

namespace SocketLab.Web.Workspace;

/// <summary>The workspace database.</summary>
internal sealed class WorkspaceDbContext(DbContextOptions<WorkspaceDbContext> options) : DbContext(options)
{
    /// <summary>The certificates, with their private keys.</summary>
    public DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    /// <summary>The endpoints.</summary>
    public DbSet<EndpointRow> Endpoints => Set<EndpointRow>();

    /// <summary>The saved payloads.</summary>
    public DbSet<PayloadRow> Payloads => Set<PayloadRow>();

    /// <summary>The payloads that were sent last.</summary>
    public DbSet<SentPayloadRow> SentPayloads => Set<SentPayloadRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CertificateRow>().ToTable("Certificates").HasKey(row => row.Id);
        var endpoint = modelBuilder.Entity<EndpointRow>().ToTable("Endpoints");
        endpoint.HasKey(row => row.Id);
        endpoint.HasIndex(row => row.Position);
        modelBuilder.Entity<PayloadRow>().ToTable("Payloads").HasKey(row => row.Id);
        var sent = modelBuilder.Entity<SentPayloadRow>().ToTable("SentPayloads");
        sent.HasKey(row => row.Sequence);
        sent.Property(row => row.Sequence).ValueGeneratedNever();
    }
}

/// <summary>One stored endpoint.</summary>
internal sealed class EndpointRow
{
    /// <summary>Its id.</summary>
    public required string Id { get; set; }

    /// <summary>Order of creation.</summary>
    public required int Position { get; set; }

    /// <summary>The definition as JSON, in the shape of the HTTP contract: a new option needs no migration.</summary>
    public required string Definition { get; set; }

    /// <summary>Whether it is to be started with the server.</summary>
    public required bool WantedRunning { get; set; }
}

/// <summary>One saved payload.</summary>
internal sealed class PayloadRow
{
    /// <summary>Its id.</summary>
    public required string Id { get; set; }

    /// <summary>The payload as JSON, in the shape of the HTTP contract.</summary>
    public required string Content { get; set; }
}

/// <summary>One payload that was sent.</summary>
internal sealed class SentPayloadRow
{
    /// <summary>The later, the greater.</summary>
    public required long Sequence { get; set; }

    /// <summary>When, in UTC.</summary>
    public required DateTime Time { get; set; }

    /// <summary>The payload as JSON, in the shape of the HTTP contract.</summary>
    public required string Content { get; set; }
}

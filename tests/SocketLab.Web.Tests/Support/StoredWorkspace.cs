using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Support;

/// <summary>A workspace without a server around it: what a start reads of a database, and what it writes.</summary>
internal sealed class StoredWorkspace
{
    private readonly WorkspaceDatabase _database;

    private StoredWorkspace(string folder)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [DataDirectory.Setting] = folder })
            .Build();
        _database = new WorkspaceDatabase(DataDirectory.Open(settings), Status, TimeProvider.System, new TypedLog(Log));
        Endpoints = new SqliteEndpointStore(_database);
        Payloads = new SqlitePayloadStore(_database, Status);
        Library = new PayloadLibrary(Payloads, TimeProvider.System);
        History = new PayloadHistory(Payloads, TimeProvider.System, NullLogger<PayloadHistory>.Instance);
        Certificates = new CertificateLibrary(
            new SqliteCertificateStore(_database),
            TimeProvider.System,
            NullLogger<CertificateLibrary>.Instance
        );
    }

    public WorkspaceStatus Status { get; } = new();

    public LogLines Log { get; } = new();

    public SqliteEndpointStore Endpoints { get; }

    public SqlitePayloadStore Payloads { get; }

    public PayloadLibrary Library { get; }

    public PayloadHistory History { get; }

    public CertificateLibrary Certificates { get; }

    /// <summary>What was read.</summary>
    public IReadOnlyList<StoredEndpoint> Loaded { get; private set; } = [];

    /// <summary>An empty workspace that saves nothing.</summary>
    public static StoredWorkspace Unsaved()
    {
        var workspace = new StoredWorkspace(TempFolder.Shared);
        workspace.Status.Restrict(WorkspaceUse.None, "", "it is not needed");
        return workspace;
    }

    /// <summary>Opens the workspace in a folder and reads all of it, as a start does.</summary>
    public static async Task<StoredWorkspace> OpenAsync(string folder)
    {
        var workspace = new StoredWorkspace(folder);
        var soon = WebLab.Soon();
        await workspace._database.OpenAsync(soon);
        workspace.Status.Count(WorkspaceTable.Certificates, unreadable: await workspace.Certificates.RestoreAsync(soon));
        await workspace.Library.RestoreAsync(soon);
        await workspace.History.RestoreAsync(soon);
        workspace.Loaded = await workspace.Endpoints.LoadAsync(soon);
        return workspace;
    }

    /// <summary>Saves something new of each kind.</summary>
    public async Task SaveSomethingAsync()
    {
        await Endpoints.SaveAsync(new("new-endpoint", new() { Kind = Core.Definitions.EndpointKind.UdpListener }, false), WebLab.Soon());
        await Library.CreateAsync(new() { Name = "new payload", Data = "x" }, WebLab.Soon());
        await History.AddAsync(new() { Data = "new in history" }, WebLab.Soon());
        await Certificates.GenerateAsync("new certificate", new() { Names = ["localhost"] }, WebLab.Soon());
    }

    private sealed class TypedLog(ILogger log) : ILogger<WorkspaceDatabase>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            log.Log(level, id, state, exception, format);
    }
}

namespace SocketLab.Web.Commands;

/// <summary>Registers the commands.</summary>
internal static class CommandSetup
{
    /// <summary>Adds one of each: they keep nothing of who calls them.</summary>
    public static void AddCommands(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EndpointCommands>();
        builder.Services.AddSingleton<ConnectionCommands>();
        builder.Services.AddSingleton<MarkCommands>();
        builder.Services.AddSingleton<SendCommands>();
        builder.Services.AddSingleton<JobCommands>();
        builder.Services.AddSingleton<RecordingCommands>();
        builder.Services.AddSingleton<ReplayCommands>();
        builder.Services.AddSingleton<WorkspaceCommands>();
        builder.Services.AddSingleton<CertificateCommands>();
        builder.Services.AddSingleton<PayloadCommands>();
        builder.Services.AddSingleton<FilterCommands>();
        builder.Services.AddSingleton<ColumnCommands>();
    }
}

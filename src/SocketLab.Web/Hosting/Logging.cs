using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Serilog;
using Serilog.Events;
using Serilog.Filters;
using Serilog.Settings.Configuration;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hosting;

/// <summary>Where the log goes: the console, and a file a day under the data directory.</summary>
internal static class Logging
{
    private const long FileBytes = 16 << 20;
    private const int FilesKept = 14;

    /// <summary>What the settings may name. Left to find it by itself, Serilog reads the whole list of the program's libraries.</summary>
    private static readonly ConfigurationReaderOptions Sinks = new(
        typeof(Log).Assembly,
        typeof(ConsoleLoggerConfigurationExtensions).Assembly,
        typeof(FileLoggerConfigurationExtensions).Assembly
    );

    /// <summary>Adds both. Levels come from the settings (<c>Serilog:MinimumLevel</c>).</summary>
    public static void AddLogging(this WebApplicationBuilder builder, DataDirectory data) =>
        builder.Services.AddSerilog(logger =>
            logger
                .ReadFrom.Configuration(builder.Configuration, Sinks)
                .Enrich.FromLogContext()
                // A client's mistake, told to the client; the framework would log each as an error with its stack.
                .Filter.ByExcluding(e => e.Exception is HubException)
                .WriteTo.Logger(console =>
                    console
                        // A failed start goes to stderr in one line; its stack trace is for the file.
                        .Filter.ByExcluding(
                            Matching.WithProperty<string>("SourceContext", source => source == "Microsoft.Extensions.Hosting.Internal.Host")
                        )
                        .WriteTo.Console(new VisibleLogFormatter("HH:mm:ss.fff"))
                )
                .WriteTo.File(
                    new VisibleLogFormatter("yyyy-MM-dd HH:mm:ss.fff zzz"),
                    Path.Combine(data.Logs, "socketlab-.log"),
                    rollingInterval: RollingInterval.Day,
                    fileSizeLimitBytes: FileBytes,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: FilesKept,
                    hooks: new LogFileStream.Hooks()
                )
        );

    /// <summary>One line a request: method, path, status, time. Never the query string, where a token may be.</summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.MessageTemplate = "{RequestMethod} {RequestPath} answered {StatusCode} in {Elapsed:0.0} ms";
            options.IncludeQueryInRequestPath = false;
            options.GetLevel = (context, _, error) =>
                error is not null || context.Response.StatusCode == StatusCodes.Status500InternalServerError ? LogEventLevel.Error
                : IsQuiet(context) ? LogEventLevel.Verbose
                : LogEventLevel.Information;
        });

    private static bool IsQuiet(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments("/healthz", StringComparison.Ordinal)
            || path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
            || path.StartsWithSegments("/_framework", StringComparison.Ordinal)
            || path.StartsWithSegments("/hubs", StringComparison.Ordinal)
            || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
    }
}

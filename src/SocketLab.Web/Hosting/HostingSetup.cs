using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Recordings;
using SocketLab.Core.Replaying;
using SocketLab.Core.Summaries;
using SocketLab.Core.Transport.Linux;
using SocketLab.Web.Settings;
using SocketLab.Web.Wireshark;

namespace SocketLab.Web.Hosting;

/// <summary>Registers what keeps the server and its endpoints alive.</summary>
internal static class HostingSetup
{
    /// <summary>How long requests may go on after the request to stop. The web server takes a second more to cut off the rest.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>Less than the 5 s that a stop may take, by what the system needs to take everything back on a busy machine.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3.5);

    /// <summary>Adds limits, destinations, clock, endpoints and health check.</summary>
    public static void AddHosting(this WebApplicationBuilder builder, DataDirectory data, DataDirectoryLock held)
    {
        var services = builder.Services;
        services.AddSingleton(data);
        // By a factory, so that it is given back with the server also where the program's own end is not waited for (tests).
        services.AddSingleton(_ => held);
        services.AddHostedService<DirectoryHolder>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services
            .AddOptions<LimitOptions>()
            .Configure<IConfiguration>((_, settings) => LimitSettings.Check(settings))
            // Not BindConfiguration: it reads again when a file changes, and what is wrong then would end the process.
            .Configure<IConfiguration>((options, settings) => settings.GetSection(LimitOptions.Section).Bind(options))
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LimitOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<LimitOptions>().ToEndpointLimits());
        services.AddSingleton<IConfigureOptions<DestinationOptions>, DestinationOptionsSetup>();
        services.AddSingleton<IValidateOptions<DestinationOptions>, DestinationOptionsValidator>();
        services.AddOptions<DestinationOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<UnixSocketOptions>, UnixSocketOptionsSetup>();
        services.AddSingleton<IValidateOptions<UnixSocketOptions>, UnixSocketOptionsValidator>();
        services.AddOptions<UnixSocketOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<FirstUseOptions>, FirstUseOptionsSetup>();
        services.AddSingleton<IValidateOptions<FirstUseOptions>, FirstUseOptionsValidator>();
        services.AddOptions<FirstUseOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<WiresharkOptions>, WiresharkOptionsSetup>();
        services.AddSingleton<IValidateOptions<WiresharkOptions>, WiresharkOptionsValidator>();
        services.AddOptions<WiresharkOptions>().ValidateOnStart();
        services.AddSingleton(provider => new Dissector(
            provider.GetRequiredService<IOptions<WiresharkOptions>>().Value.ToDissectorOptions(data),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider =>
        {
            var unixSockets = provider.GetRequiredService<IOptions<UnixSocketOptions>>().Value.ToFolders(data);
            return provider
                .GetRequiredService<IOptions<DestinationOptions>>()
                .Value.ToPolicy(unixSockets, () => ControlAddresses.Of(provider.GetRequiredService<IServer>()));
        });
        services.AddSingleton<EndpointSupervisor>();
        services.AddSingleton(provider => provider.GetRequiredService<LimitOptions>().ToRecordingLimits());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RecordingLibrary>(provider, data.Recordings));
        services.AddSingleton<Replayer>();
        services.AddSingleton<EntryRecord>();
        services.AddSingleton<ScanStore>();
        services.AddScoped<FilterScans>();
        services.AddSingleton<EntrySummaries>();
        services.AddHostedService<EndpointHost>();
        services.AddSingleton<WiresharkReaders>();
        services.AddSingleton<WiresharkPort>();
        services.AddHostedService(provider => provider.GetRequiredService<WiresharkPort>());
        if (Assembly.GetEntryAssembly() == typeof(HostingSetup).Assembly)
        {
            // Only a process that is the server's own may be ended with it.
            services.AddSingleton(new StopDeadline.Settings(StopLimit, () => ProcessEnd.Now(0)));
            services.AddHostedService<StopDeadline>();
        }

        services.AddHostedService<TlsPreparation>();
        services.AddHostedService<UdpPreparation>();
        services
            .AddOptions<KestrelServerOptions>()
            .Configure<LimitOptions>((kestrel, limits) => kestrel.Limits.MaxRequestBodySize = limits.RequestBodyBytes);
        services.AddHealthChecks().AddCheck<RestoredHealthCheck>("restored");

        // Sockets are closed while the web server waits for its last requests: a stop takes as long as the slower of both.
        services.Configure<HostOptions>(options => (options.ShutdownTimeout, options.ServicesStopConcurrently) = (ShutdownTimeout, true));
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hosting;

/// <summary>Registers what keeps the server and its endpoints alive.</summary>
internal static class HostingSetup
{
    /// <summary>Less than the 5 s that a stop may take: what still hangs on then is cut off.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

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
        services.AddSingleton(provider =>
        {
            var unixSockets = provider.GetRequiredService<IOptions<UnixSocketOptions>>().Value.ToFolders(data);
            return provider
                .GetRequiredService<IOptions<DestinationOptions>>()
                .Value.ToPolicy(unixSockets, () => ControlAddresses.Of(provider.GetRequiredService<IServer>()));
        });
        services.AddSingleton<EndpointSupervisor>();
        services.AddHostedService<EndpointHost>();
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

using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Hosting.Control;

/// <summary>Holds what people reach SocketLab by within its share of the process's descriptors (<see cref="DescriptorShares"/>).</summary>
internal static class ControlSetup
{
    /// <summary>Puts the limit between the web server and its sockets.</summary>
    public static void AddControlConnections(this WebApplicationBuilder builder)
    {
        var limit = DescriptorShares.OfProcess.Control;
        var services = builder.Services;
        services.AddSingleton(provider => new ControlConnectionLog(
            limit,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ControlConnections>>()
        ));
        services.AddSingleton(provider => new ControlConnections(limit, provider.GetRequiredService<ControlConnectionLog>()));
        services.AddSingleton<SocketTransportFactory>();

        // The web server asks the one that was added last.
        services.AddSingleton<IConnectionListenerFactory, ControlListenerFactory>();
    }

    /// <summary>To stand behind authentication, and before what answers.</summary>
    public static void UseControlConnections(this WebApplication app)
    {
        app.UseMiddleware<ControlUse>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseMiddleware<AssetMemory>();
        }
    }
}

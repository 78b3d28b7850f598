using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Contracts.Serialization;
using SocketLab.Web.Access;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hubs;

/// <summary>The live hub.</summary>
internal static class HubSetup
{
    /// <summary>How long a connection that we close waits for a client that reads no more. A stop of the server waits for it.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(0.5);

    /// <summary>Adds the hub with both protocols in the contract's shape.</summary>
    public static void AddLiveHub(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSignalR()
            .AddHubOptions<LiveHub>(options =>
            {
                // In this order, so that a refusal is told in our words too.
                options.AddFilter<ProblemFilter>();
                options.AddFilter<RightFilter>();
            })
            .AddJsonProtocol(options =>
            {
                ContractJson.Apply(options.PayloadSerializerOptions);
                options.PayloadSerializerOptions.Converters.Add(new RequestConverter());
            })
            .AddMessagePackProtocol(options => options.SerializerOptions = ContractMessagePack.With(new RequestResolver()));
        builder
            .Services.AddOptions<HubOptions<LiveHub>>()
            .Configure<LimitOptions>((hub, limits) => hub.MaximumReceiveMessageSize = limits.SendJsonBytes);
        builder.Services.AddSingleton<ProblemFilter>();
        builder.Services.AddSingleton<RightFilter>();
        builder.Services.AddSingleton<EntryWatcher>();
        builder.Services.AddSingleton<EndpointWatcher>();
    }

    /// <summary>Maps the hub. What <c>MapHub</c> does, with a limit of a viewer's messages before the hub.</summary>
    public static void MapLiveHub(this WebApplication app)
    {
        var options = new HttpConnectionDispatcherOptions();
        options.WebSockets.CloseTimeout = CloseTimeout;
        app.MapConnections("/hubs/live", options, connections => connections.Use(ViewerMessages.Limit).UseHub<LiveHub>())
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(new HubMetadata(typeof(LiveHub)));
    }
}

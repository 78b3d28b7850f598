using System.Runtime.CompilerServices;
using Bunit;

namespace SocketLab.Web.Tests.Components;

/// <summary>How long a test waits for a component before it fails: as long as tests wait for anything on a busy machine.</summary>
internal static class Waiting
{
    [ModuleInitializer]
    internal static void Begin() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}

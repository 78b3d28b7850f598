using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Commands;

public sealed class RightTests(WebLab lab) : IClassFixture<WebLab>
{
    public static TheoryData<string, string> Verbs()
    {
        var verbs = new TheoryData<string, string>();
        foreach (var verb in typeof(Caller).Assembly.GetTypes().SelectMany(Of))
        {
            verbs.Add(verb.DeclaringType!.Name, verb.ToString()!);
        }

        return verbs;

        static IEnumerable<MethodInfo> Of(Type type) =>
            type.Name.EndsWith("Commands", StringComparison.Ordinal)
                ? type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsVerb)
                : [];
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_viewer_changes_nothing(string commands, string verb)
    {
        var type = typeof(Caller).Assembly.GetTypes().Single(one => one.Name == commands);
        var method = type.GetMethods().Single(one => one.ToString() == verb);
        object?[] arguments =
        [
            Callers.Viewer,
            .. method
                .GetParameters()
                .Skip(1)
                .Select(one => one.ParameterType.IsValueType ? Activator.CreateInstance(one.ParameterType) : null),
        ];
        await Assert.ThrowsAsync<ForbiddenException>(async () =>
        {
            try
            {
                await (method.Invoke(lab.Services.GetRequiredService(type), arguments) as Task ?? Task.CompletedTask);
            }
            catch (TargetInvocationException error)
            {
                throw error.InnerException!;
            }
        });
    }

    [Fact]
    public void Nobody_is_no_operator() => Assert.False(Caller.Of(null).CanOperate);

    /// <summary>An export reads, and asks for the right itself where it has secrets.</summary>
    private static bool IsVerb(MethodInfo method) =>
        method.GetParameters() is [var first, ..] && first.ParameterType == typeof(Caller) && method.Name != "Export";
}

using System.Net.Sockets;
using System.Reflection;

namespace SocketLab.Web.Tests;

/// <summary>Web knows no socket: that is Core's.</summary>
public sealed class ArchitectureTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_type_of_Web_touches_a_socket()
    {
        var touching = typeof(Program).Assembly.GetTypes().Where(type => Uses(type).Any(IsSocket)).Select(type => type.FullName);
        Assert.Empty(touching);
    }

    [Fact]
    public void The_test_would_notice_one() => Assert.Contains(Uses(typeof(Offender)), IsSocket);

    private static IEnumerable<Type> Uses(Type type) =>
        [
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetProperties(All).Select(property => property.PropertyType),
            .. type.GetMethods(All).Select(method => method.ReturnType),
            .. type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(UsesOf),
        ];

    private static IEnumerable<Type> UsesOf(MethodBase method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    private static bool IsSocket(Type type) =>
        type == typeof(Socket)
        || (type.HasElementType && IsSocket(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsSocket));

    private static class Offender
    {
        public static List<Socket[]>? Hidden() => null;
    }
}

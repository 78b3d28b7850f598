using System.Net.Sockets;
using System.Reflection;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Common;

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
    public void Only_the_scripted_control_holds_a_script()
    {
        var holding = typeof(Program).Assembly.GetTypes().Where(type => Uses(type).Any(IsScript)).Select(Outermost).Distinct();
        Assert.Equal([typeof(ScriptedControl)], holding);
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

    private static bool IsSocket(Type type) => Has(type, typeof(Socket));

    private static bool IsScript(Type type) => Has(type, typeof(IJSObjectReference));

    private static bool Has(Type type, Type wanted) =>
        type == wanted
        || (type.HasElementType && Has(type.GetElementType()!, wanted))
        || (type.IsGenericType && type.GetGenericArguments().Any(argument => Has(argument, wanted)));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static class Offender
    {
        public static List<Socket[]>? Hidden() => null;
    }
}

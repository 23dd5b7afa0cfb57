/** «ОВ» of «Васильева О. Н.» is wrong in Russian offices: surname first, then the name – «ВО». */
export function initials(name: string): string {
  const [first = '', second = ''] = name.replaceAll('.', ' ').split(/\s+/).filter(Boolean);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}
